/* Cells that hold several things: topics and resolutions as numbered lines, the
   kinds that a meeting counts as besides; and the kinds of fields by which such
   cells are typed. */
#include <stdlib.h>
#include <string.h>

#include "import_names.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/ledger/rulebook.h"

/* ---- items ----------------------------------------------------------------
 */

/* 3. 3、 3．: the number, and how long it is; 0: none stands here. */
static size_t number_at(const char *s, long *no)
{
    static const char *const marks[] = {".", "．", "、"};
    size_t n = strspn(s, "0123456789");
    if (n == 0 || n > 3) {
        return 0;
    }
    *no = strtol(s, NULL, 10);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t len = strlen(marks[i]);
        if (strncmp(s + n, marks[i], len) == 0) {
            n += len;
            return n + strspn(s + n, " ");
        }
    }
    return 0;
}

/* Behind a mark or a new line; *skip: how much of it belongs to nothing. */
static bool is_break(const char *s, bool lines, size_t *skip)
{
    static const char *const marks[] = {"；", ";"};
    if (*s == '\n') {
        *skip = 1;
        return true;
    }
    for (size_t i = 0; !lines && i < ARRAY_LEN(marks); i++) {
        *skip = strlen(marks[i]);
        if (strncmp(s, marks[i], *skip) == 0) {
            return true;
        }
    }
    return false;
}

static void put(struct import_items *out, struct arena *a, const char *s,
                size_t n)
{
    while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\n')) {
        n--;
    }
    out->list[out->n++] = arena_strn(a, s, n);
}

/* Each number is above the one before; a number left out is an empty item. */
static void read_numbered(struct import_items *out, struct arena *a,
                          const char *text, size_t room)
{
    bool lines = strchr(text, '\n') != NULL;
    long no = 0, last = 0;
    const char *from = text;
    for (const char *s = text;; s++) {
        size_t skip = 0;
        bool begins = s == text || is_break(s, lines, &skip);
        size_t head = begins ? number_at(s + skip, &no) : 0;
        bool next = head > 0 && no > last && no <= last + (long)room;
        if ((next && s > text) || *s == '\0') {
            put(out, a, from, (size_t)(s - from));
        }
        if (*s == '\0') {
            return;
        }
        if (next) {
            for (; last + 1 < no && out->n < room; last++) {
                out->list[out->n++] = "";
            }
            last = no;
            from = s + skip + head;
        }
    }
}

static void read_plain(struct import_items *out, struct arena *a,
                       const char *text)
{
    bool lines = strchr(text, '\n') != NULL;
    while (*text != '\0') {
        size_t skip = 0;
        const char *at = text;
        while (*at != '\0' && !is_break(at, lines, &skip)) {
            at++;
        }
        const char *from = text + strspn(text, " ");
        if (from < at) {
            put(out, a, from, (size_t)(at - from));
        }
        text = *at == '\0' ? at : at + skip;
    }
}

struct import_items import_items_read(struct arena *a, const char *text)
{
    long no;
    size_t room = 2;
    for (const char *s = text; *s != '\0'; s++) {
        size_t skip;
        room += is_break(s, false, &skip);
    }
    /* A resolution of the tenth topic alone is item 10. */
    room += 40;
    struct import_items out = {arena_array(a, room * 2, sizeof *out.list), 0};
    if (number_at(text, &no) > 0) {
        read_numbered(&out, a, text, room);
    } else {
        read_plain(&out, a, text);
    }
    return out;
}

const char *import_items_write(struct arena *a, const struct import_items *i)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t k = 0; k < i->n; k++) {
        if (i->list[k][0] != '\0') {
            sb_addf(&sb, "%s%zu. %s", sb.len > 0 ? "\n" : "", k + 1,
                    i->list[k]);
        }
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- kinds of fields ------------------------------------------------------
 */

static void as_it_is(const struct field *f, struct book *b,
                     const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    sb_add(out, v->s);
}

static void set_text(struct value *out, const char *text)
{
    *out = text[0] == '\0' ? (struct value){VALUE_NULL, 0, NULL}
                           : (struct value){VALUE_TEXT, 0, text};
}

static bool parse_names(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    struct import_names names;
    (void)f;
    if (!import_names_read(&names, b, a, typed, err)) {
        return false;
    }
    set_text(out, import_names_write(b, a, &names));
    return true;
}

const struct field_kind import_field_names = {
    .name = "names",
    .stored = VALUE_TEXT,
    .editor = EDIT_MEMO,
    .parse = parse_names,
    .format = as_it_is,
};

static bool parse_items(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    struct import_items items = import_items_read(a, typed);
    (void)f;
    (void)b;
    (void)err;
    set_text(out, import_items_write(a, &items));
    return true;
}

const struct field_kind import_field_items = {
    .name = "items",
    .stored = VALUE_TEXT,
    .editor = EDIT_MEMO,
    .parse = parse_items,
    .format = as_it_is,
};

#define KINDS_MAX 64

/* In the order of the rules, each once. */
static const char *write_kinds(struct arena *a, const struct kinds *all,
                               const bool *among)
{
    const char *text = "";
    for (size_t i = 0; i < all->n && i < KINDS_MAX; i++) {
        if (among[i]) {
            text = arena_printf(a, "%s%s%s", text, text[0] != '\0' ? "、" : "",
                                all->list[i].name);
        }
    }
    return text;
}

static bool parse_kinds(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    static const char marks[] = " ,+\n";
    bool among[KINDS_MAX] = {false};
    const struct kinds *all = book_kinds(b);
    char *text = arena_str(a, typed);
    (void)f;
    for (char *at; (at = strstr(text, "、")) != NULL ||
                   (at = strstr(text, "，")) != NULL;) {
        memset(at, ' ', strlen("、"));
    }
    for (const char *s = text; *s != '\0';) {
        size_t n = strcspn(s, marks);
        const char *word = arena_strn(a, s, n);
        const struct kind *k = n > 0 ? kinds_find(all, word) : NULL;
        if (n > 0 && (k == NULL || k - all->list >= KINDS_MAX)) {
            return err_set(err, ERR_RULE, "E-DOOR-005",
                           "“%s”不是会议、活动类型，请核对。", word);
        }
        if (k != NULL) {
            among[k - all->list] = true;
        }
        s += n + (s[n] != '\0');
    }
    set_text(out, write_kinds(a, all, among));
    return true;
}

const struct field_kind import_field_kinds = {
    .name = "kind-names",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_kinds,
    .format = as_it_is,
};
