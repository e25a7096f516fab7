/* The door to memory. */
void *mem_new(size_t n)
{
    return calloc(1, n);
}
