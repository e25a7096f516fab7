/* Forgets its struct. */
struct part {
    struct whole whole; /* BAD */
};
