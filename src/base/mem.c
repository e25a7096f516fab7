/* Memory that is there or ends the program: no caller has to think of NULL. */
#include "pbtui/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/err.h"

static _Noreturn void no_memory(void)
{
    die("E-MEM-001 内存不足，程序已停止；已保存的记录不受影响。");
}

void *mem_new(size_t n)
{
    void *p = calloc(1, n == 0 ? 1 : n);
    if (p == NULL) {
        no_memory();
    }
    return p;
}

void *mem_grow(void *p, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size) {
        no_memory();
    }
    void *q = realloc(p, n * size == 0 ? 1 : n * size);
    if (q == NULL) {
        no_memory();
    }
    return q;
}

char *mem_str(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(mem_new(n), s, n);
}

void mem_free(void *p)
{
    free(p);
}
