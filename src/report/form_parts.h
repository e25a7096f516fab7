/* What a description is made of, once it is read; the rooms of form:

   form_read.c   files, compiled in and the user's → struct forms;
   form_own.c    those of the user's folder
   form_words.c  complaints, parts at |, numbers
   form_head.c   what the form is: title, paper, source …
   form_item.c   the things on the page; form_table.c those of tables
   form_hole.c   {holes}: taking apart, checking, filling in
   form_put.c    laying it out; form_rows.c the rows of tables
   form.c        finding, fitting */
#ifndef PBTUI_REPORT_FORM_PARTS_H
#define PBTUI_REPORT_FORM_PARTS_H

#include "pbtui/base/ini.h"
#include "pbtui/report/form.h"

enum {
    FORM_ITEMS_MAX = 300,
    FORM_COLUMNS_MAX = 60,
    FORM_CELLS_MAX = 12,
    FORM_NAME_MAX = 48, /* bytes of a value's, list's or column's name */
};
enum { FORM_OPEN = '{', FORM_CLOSE = '}' };
#define FORM_NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_"
/* A column that counts the rows where the list has none of that name. */
#define FORM_NO "no"

/* ---- read -----------------------------------------------------------------
 */

enum form_thing {
    THING_LINE,
    THING_GRID,
    THING_AREA,
    THING_ABOVE,
    THING_PHOTO,
    THING_PARA,
    THING_SPACE,
    THING_CUT,
    THING_PAGE,
    THING_SIGN,
    THING_TABLE,
    THING_REPEAT /* the items up to `until` for every row of parts[0] */
};

/* `if`: name is that of a value, list.n, each.x or row.x. */
struct form_cond {
    const char *name;
    const char *words; /* apart by blanks; "": there is something */
    bool not ;
};

struct form_column {
    const char *title;   /* with holes */
    const char *column;  /* of the list; NULL: text; a family's with its * */
    const char *text;    /* with holes; "": to write in */
    const char *along;   /* list a family is spread over; NULL: no family */
    const char *heading; /* column of it that is the title */
    int min_cols, share;
    enum page_align align;
};

struct form_table {
    const char *list;
    struct form_column *columns;
    size_t n, cap;
    int blank;
    bool blank_more; /* so many more than there are rows */
    int twice;
    int tall;
    int fixed;
    const char *const *total;
    size_t n_total;
    const char *none;
    const char *where; /* column; NULL: all rows */
    const char *is;
};

struct form_item {
    enum form_thing thing;
    int line;
    const struct form_cond *cond; /* NULL: always */
    const char *const *parts;     /* texts with holes */
    size_t n_parts;
    const char *const *labels; /* of a grid's cells; NULL: none */
    const int *shares;
    int number; /* lines at least, lines of space */
    const struct flow_style *style;
    struct form_table *table;
    size_t until; /* of THING_REPEAT: index behind its last item */
};

/* ---- reading --------------------------------------------------------------
 */

struct form_complaints {
    struct arena *arena;
    const char **list;
    size_t n, cap;
};

/* One description being read. */
struct form_reader {
    struct arena *arena;
    struct form_complaints *to;
    const struct sheets *sheets;
    const struct source *const *sources;
    const char *file; /* forms/x.ini */
    struct form *form;
    const struct sheet *sheet; /* NULL: not known, nothing is measured */
    struct form_item *items;
    size_t n, cap;
    /* What holds for the line being read. */
    int line;
    int head_line[16]; /* of each key of form_head_keys; 0: not given */
    bool no_heading;
    const struct form_cond *cond;
    int rows;
    size_t repeat; /* index + 1 of the one that is open; 0 */
    const struct form_cond *cond_before; /* what held when it began */
    struct form_table *table;            /* the item before is this table */
    const char *table_list; /* while the texts of a table are checked */
};

void form_wrong(struct form_reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* a、b、c: what could be written instead. */
const char *form_words(struct arena *a, const char *const *words);
/* The value in parts at |, trimmed; at most `most` (a complaint). */
const char **form_split(struct form_reader *r, const char *value, size_t most,
                        size_t *n);
/* A whole number from least to most; false after a complaint. */
bool form_number(struct form_reader *r, const char *text, int least, int most,
                 int *out);
/* A copy with one character for another. */
char *form_swap(struct arena *a, const char *text, char from, char to);
/* The first colon that is not inside braces; NULL. */
char *form_colon(char *text);
/* Takes the first word off; "" when there is none. */
const char *form_word(struct arena *a, const char **text);

/* True when it was one of these keys. */
bool form_take_head(struct form_reader *r, const struct ini_key *k);
void form_check_head(struct form_reader *r);
bool form_take_item(struct form_reader *r, const struct ini_key *k,
                    const char *key);
bool form_take_table(struct form_reader *r, const struct ini_key *k,
                     const char *key);
/* The table before is whole: what can only be said of all its columns. */
void form_end_table(struct form_reader *r);
struct form_item *form_new_item(struct form_reader *r, enum form_thing thing);
extern const char *const form_head_keys[],
    *const form_item_keys[], *const form_table_keys[]; /* end with NULL */

/* Complains about holes that the source does not fill. */
void form_check_text(struct form_reader *r, const char *text);
/* A value's name, list.n, each.x or row.x, without braces. */
void form_check_name(struct form_reader *r, const char *name);
bool form_check_list(struct form_reader *r, const char *list);
void form_check_column(struct form_reader *r, const char *list,
                       const char *column);

/* ---- putting --------------------------------------------------------------
 */

/* A row that {each.x} and {row.x} mean. */
struct form_row {
    const struct form_list *list; /* NULL: none */
    size_t at;
    size_t no; /* counted from 1 */
};

struct form_fill {
    const struct form_data *d;
    struct form_row each, repeat, row; /* row: of a table, before repeat */
    size_t holes, filled;              /* counted by form_fill_text */
};

void form_fill_text(struct form_fill *f, struct strbuf *out, const char *text);
const char *form_fill_str(struct form_fill *f, const char *text);
/* The value of a name as `if` has it. */
const char *form_fill_name(struct form_fill *f, const char *name);
/* Words are apart by blanks, commas, 、 or newlines. */
bool form_has_word(const char *text, const char *words);
bool form_cond_holds(struct form_fill *f, const struct form_cond *c);
void form_put_table(struct form_fill *f, struct flow *flow,
                    const struct form_table *t);

#endif
