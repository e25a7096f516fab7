/* Remembers between two calls. */
static int count; /* BAD */
static const char *last_name = "x"; /* BAD */
static const char *names[] = {"a", "b"}; /* BAD */
struct book *open_book; /* BAD */
static void (*hook)(void); /* BAD */

static const int limits[] = {1, 2, 3};
static const char *const words[] = {"a", "b"};
static void (*const steps[])(void) = {one, two};
const struct command commands[] = {
    {1, "a"},
};
struct person {
    int id;
    char *name;
};
enum { LIMIT = 3 };
typedef int (*compare)(const void *a, const void *b);
extern const int shared;
static int helper(const char *s, int n);
void each(struct list *l, void (*visit)(int row));
_Static_assert(sizeof(int) == 4, "int");

static int helper(const char *s, int n)
{
    static int calls; /* BAD */
    static const char *const kinds[] = {"a"};
    static char buffer[20]; /* BAD */
    int local = 0;
    return local;
}
