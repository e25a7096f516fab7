/* Rows between the head and the end that are no records: sums, notes and
   signatures, a sample, the head once more on the next page, a row that counts
   the columns. */
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"

#define FIRST_CELLS 3
#define NOTE_BYTES  60 /* a cell alone that is longer tells something */

struct look {
    struct import_job *j;
    const struct import_row *row;
    size_t filled;
    size_t first; /* column of the first that is filled */
    const char *text;
    const char *key;
};

static bool is_total(const struct look *l)
{
    const char *rest = import_list_begins(&l->j->words.totals, l->key);
    return rest != NULL && rest[strspn(rest, "0123456789")] == '\0';
}

/* 注：…, 填表人：李四: a word of these, then the end or a colon. */
static bool begins_note(const struct look *l, const char *text)
{
    struct import_job *j = l->j;
    size_t n = strcspn(text, ":1");
    const char *colon = strstr(text, "：");
    if (colon != NULL && (size_t)(colon - text) < n) {
        n = (size_t)(colon - text);
    }
    const char *head = arena_strn(&j->row, text, n);
    sb_reset(&j->scratch2);
    import_key(&j->scratch2, head, false);
    return import_list_has(&j->words.notes, j->scratch2.s);
}

static bool is_note(const struct look *l)
{
    bool marked = strpbrk(l->text, ":1") != NULL ||
                  strstr(l->text, "：") != NULL || l->filled == 1;
    if (marked && begins_note(l, l->text)) {
        return true;
    }
    return l->filled == 1 && l->j->n_cols > 2 && strlen(l->text) > NOTE_BYTES;
}

static bool is_title_again(const struct look *l)
{
    return l->filled == 1 && import_list_has(&l->j->titles, l->key);
}

static bool is_head_of(const struct import_col *c, const char *key)
{
    for (size_t i = 0; i < c->n_keys; i++) {
        if (strcmp(c->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* Half of what is filled says what the head says there.  A record is known by
   its first cells, so that not all of every row is compared. */
static bool is_head_again(const struct look *l)
{
    struct import_job *j = l->j;
    size_t same = 0;
    size_t seen = 0;
    for (size_t c = 0; c < l->row->n && c < j->n_cols; c++) {
        const char *s = l->row->cells[c].text;
        if (s[0] == '\0' || l->row->cells[c].kind != IMPORT_TEXT ||
            strlen(s) > NOTE_BYTES) {
            continue;
        }
        if (seen++ == FIRST_CELLS && same == 0) {
            return false;
        }
        sb_reset(&j->scratch2);
        import_key(&j->scratch2, s, false);
        same += j->scratch2.len > 0 && is_head_of(&j->cols[c], j->scratch2.s);
    }
    return same >= 2 && same * 2 >= l->filled;
}

bool import_counts_columns(const struct import_job *j,
                           const struct import_row *row)
{
    long next = 1;
    if (row->number > j->out->head_row + 1) {
        return false;
    }
    for (size_t c = 0; c < row->n; c++) {
        const char *s = row->cells[c].text;
        if (s[0] != '\0' && strtol(s, NULL, 10) != next++) {
            return false;
        }
    }
    return next > 3;
}

const char *import_skips(struct import_job *j, const struct import_row *row)
{
    struct look l = {.j = j, .row = row};
    for (size_t c = row->n; c-- > 0;) {
        if (row->cells[c].text[0] != '\0') {
            l.filled++;
            l.first = c;
        }
    }
    if (l.filled == 0) {
        return "空行";
    }
    l.text = row->cells[l.first].text;
    sb_reset(&j->scratch);
    if (strlen(l.text) <= NOTE_BYTES) {
        import_key(&j->scratch, l.text, false);
    }
    l.key = j->scratch.s;
    if (is_total(&l)) {
        return "合计行，不是记录";
    }
    if (is_title_again(&l)) {
        return "重复的标题";
    }
    if (is_note(&l)) {
        return "说明或落款，不是记录";
    }
    const char *rest = import_list_begins(&j->words.samples, l.key);
    if (rest != NULL &&
        (rest[0] == '\0' || strchr(l.text, ':') != NULL ||
         strstr(l.text, "：") != NULL || strstr(l.text, "）") != NULL ||
         strchr(l.text, ')') != NULL)) {
        return "填写示例，不是记录";
    }
    if (is_head_again(&l)) {
        return "重复的表头";
    }
    return import_counts_columns(j, row) ? "列号行，不是记录" : NULL;
}
