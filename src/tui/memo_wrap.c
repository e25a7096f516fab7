/* The wrapped lines of a long text, kept right with little work.

   fit_wrap_line looks only forward from a line's start.  So a change leaves
   alone all lines that end well before it, and as soon as a new line starts
   where an old one did, all that follow are the old ones, moved.  How far
   before the change a line may still look is bounded by BACK_LINES: its
   look-ahead is one line's columns and the blanks that hang over its edge. */
#include "memo_parts.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"

#define BACK_LINES 3

void lines_clear(struct memo_lines *l)
{
    mem_free(l->at);
    mem_free(l->fresh);
    memset(l, 0, sizeof *l);
}

void lines_wrap(struct memo_lines *l, const char *s, size_t n_bytes, int cols)
{
    struct fit_line line;
    l->n = 0;
    l->cols = cols;
    for (size_t at = 0; fit_wrap_line(s, n_bytes, at, cols, &line);
         at = line.next_bytes) {
        MEM_PUSH(l->at, l->n, l->cap);
        l->at[l->n++] = line;
    }
}

/* The line that holds the place; the last one for the text's end. */
size_t lines_find(const struct memo_lines *l, size_t at_bytes)
{
    assert(l->n > 0);
    size_t low = 0;
    size_t high = l->n;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (l->at[mid].at_bytes <= at_bytes) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Blanks at a line's end hang, however many they are, so a line before them
   may look at what comes behind. */
static size_t first_touched(const struct memo_lines *l, size_t at)
{
    size_t first = lines_find(l, at);
    for (int i = 0; i < BACK_LINES && first > 0; i++) {
        if (l->at[first - 1].hard && i > 0) {
            break;
        }
        first--;
    }
    return first;
}

static void move_line(struct fit_line *line, size_t added, size_t removed)
{
    line->at_bytes = line->at_bytes + added - removed;
    line->next_bytes = line->next_bytes + added - removed;
}

/* Puts the n_fresh new lines in place of those from `first` up to `old`. */
static void replace_lines(struct memo_lines *l, size_t first, size_t old,
                          size_t n_fresh)
{
    size_t n = l->n - (old - first) + n_fresh;
    while (l->cap < n) {
        l->cap = l->cap == 0 ? 16 : l->cap * 2;
        l->at = mem_grow(l->at, l->cap, sizeof *l->at);
    }
    memmove(l->at + first + n_fresh, l->at + old, (l->n - old) * sizeof *l->at);
    if (n_fresh > 0) {
        memcpy(l->at + first, l->fresh, n_fresh * sizeof *l->at);
    }
    l->n = n;
}

void lines_change(struct memo_lines *l, const char *s, size_t n_bytes,
                  size_t at, size_t removed, size_t added)
{
    size_t first = first_touched(l, at);
    size_t old = first;
    size_t n_fresh = 0;
    size_t start = l->at[first].at_bytes;
    /* An empty last line is no line of its own in the look of the one before:
       whether it is there depends on the text's end, so it is never kept. */
    size_t keepable = l->n - 1;
    bool met = false;
    struct fit_line line;
    while (!met && fit_wrap_line(s, n_bytes, start, l->cols, &line)) {
        MEM_PUSH(l->fresh, n_fresh, l->fresh_cap);
        l->fresh[n_fresh++] = line;
        start = line.next_bytes;
        while (old < l->n && (l->at[old].at_bytes < at + removed ||
                              l->at[old].at_bytes + added - removed < start)) {
            old++;
        }
        met = old < keepable && l->at[old].at_bytes + added - removed == start;
    }
    if (!met) {
        old = l->n;
    }
    for (size_t i = old; i < l->n; i++) {
        move_line(&l->at[i], added, removed);
    }
    replace_lines(l, first, old, n_fresh);
}
