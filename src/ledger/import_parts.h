/* What the rooms of the import share.

   import.c: the run and its two passes · import_books.c: which books ·
   import_words.c: heads and their synonyms · import_map.c: what a clerk said
   of heads before · import_head.c: where the head is · import_columns.c: what
   each column is · import_skip.c: rows that are none · import_cells.c and
   import_mend*.c: cell → value · import_known.c, import_match.c: which record
   it is · import_fate.c: what becomes of it · import_lines.c: what is shown ·
   import_runs.c: what was imported. */
#ifndef PBTUI_LEDGER_IMPORT_PARTS_H
#define PBTUI_LEDGER_IMPORT_PARTS_H

#include "import_door.h"
#include "labels.h"
#include "pbtui/ledger/import.h"

enum {
    IMPORT_LOOK_ROWS = 30, /* the head is one of these */
    IMPORT_HELD_ROWS = 60, /* kept to look at before the head is known */
    IMPORT_HEAD_DEEP = 3,
    IMPORT_WARNED = 32, /* different rules that warn */
    IMPORT_SEEN = 64    /* values remembered a column; a power of two */
};

/* What a column is, where it is no field. */
enum {
    TARGET_NONE = -1,
    TARGET_NUMBER = -2,   /* 编号 of the record */
    TARGET_IDNO = -3,     /* 身份证号 of the person that the row is about */
    TARGET_COMPUTED = -4, /* the ledger works it out */
    TARGET_LINE = -5      /* 序号 */
};

/* ---- words of heads ------------------------------------------------------ */

struct import_word {
    const char *key;
    int target;
    enum import_how how;
};
struct import_list {
    const char **keys;
    size_t n, cap;
};
struct import_words {
    struct import_word *list;
    size_t n, cap;
    struct import_list totals, notes, samples, others;
};

/* ---- records that are there ---------------------------------------------- */

/* A record of the ledger, or a row further up that will be one (id 0). */
struct import_known {
    int64_t id;
    uint64_t idno;    /* hash; 0: none */
    uint64_t content; /* of the row that it is */
    int birth;
    size_t row; /* of the file that is this record; 0: none yet */
    bool of_file;
    bool same; /* that row said nothing else than what is here */
};
/* From a hash to places in a list, several for one. */
struct import_index {
    struct import_slot {
        uint64_t key; /* never 0 */
        uint32_t at;
        bool used;
    } * slots;
    size_t n, cap;
};

/* ---- a row --------------------------------------------------------------- */

struct import_typed {
    bool given;
    bool faulty; /* something stands there, and it is not understood */
    struct value v;
    const char *masked; /* a number with stars: only compared */
    size_t col;
};

/* ---- the run ------------------------------------------------------------- */

struct import_seen {
    uint64_t hash;
    int pass; /* in which it was told of last */
    const char *text;
    struct value v;
    const char *why;
};
struct import_col {
    int target;
    const char *keys[IMPORT_HEAD_DEEP]; /* of its heads, to know them again */
    size_t n_keys;
    const char *label; /* of what it is */
    struct import_seen *seen;
    size_t mends;      /* told, or more than are told */
    size_t mends_more; /* of a value that was told before */
};
struct import_held {
    struct import_row row;
    struct import_cell *cells;
};

struct import_job {
    const struct import_wish *wish;
    struct import_report *out;
    struct arena *a; /* of the report */
    struct book *b;
    const struct ledger *l;
    const struct import_door *door;
    struct arena kept; /* of the run */
    struct arena row;  /* of a row */
    bool writes;       /* the second pass */
    bool rehearses;    /* … which is taken back: a look */
    int pass;

    /* The ledger's fields, then the door's. */
    const struct field **fields;
    size_t n_fields;
    const struct import_map *map;
    bool map_is_saved;
    struct import_words words;

    struct import_held *held;
    size_t n_held;
    const struct import_merge *merges;
    size_t n_merges;
    bool has_head;
    size_t head_first;         /* rows of the file */
    struct import_list titles; /* what stood above the head */
    struct import_col *cols;
    size_t n_cols;
    struct import_column *columns; /* the same, for the report */
    bool was_empty;                /* the book, before */

    struct import_known *people;
    size_t n_people, cap_people;
    struct import_index by_name, by_idno;
    struct labels_set labels; /* of the books that fields point to */
    struct import_known *known;
    size_t n_known, cap_known;
    struct import_index by_key, by_id;
    const int *key_fields;
    size_t n_key_fields;

    /* the row */
    const struct import_row *at;
    struct import_typed *typed; /* one a field, then 编号 and 身份证号 */
    struct import_fault *faults;
    size_t n_faults, cap_faults;
    bool bad;
    struct err cell_err;

    size_t first_bad; /* row; 0: none */
    const char *first_why;
    size_t n_taken;   /* rows in which a value here is replaced */
    size_t n_writes;  /* rows that change something */
    size_t n_refused; /* rows that must not be passed over: bad, or twice with
                         different values */
    struct import_warned { /* rules that warned, and how often */
        const char *code;
        size_t n;
    } warned[IMPORT_WARNED];
    size_t n_warned;
    size_t n_dashes, n_hidden, n_new_only;
    size_t shown_others;
    struct strbuf scratch, scratch2;
    struct strbuf digest;
    char hex[65];
    struct import_line *lines;
    size_t n_lines, cap_lines, more;
    const char **notes;
    size_t n_notes, cap_notes;
};

static inline struct import_typed *import_typed_number(struct import_job *j)
{
    return &j->typed[j->n_fields];
}
static inline struct import_typed *import_typed_idno(struct import_job *j)
{
    return &j->typed[j->n_fields + 1];
}
/* Columns that are in the table (not computed, not only for a new record). */
static inline bool import_is_own(const struct import_job *j, size_t field)
{
    return field < j->l->n_fields;
}

/* import_words.c: what two heads are compared by; `bare` leaves out what stands
   in brackets. */
void import_key(struct strbuf *out, const char *text, bool bare);
bool import_words_load(struct import_job *j, struct err *err);
/* What a head means, of what is not yet taken. */
int import_words_target(struct import_job *j, const char *head,
                        const bool *taken, enum import_how how);
/* Which list begins `key`; the rest of it, or NULL. */
const char *import_list_begins(const struct import_list *l, const char *key);
void import_list_add(struct import_list *l, const char *key);
bool import_list_has(const struct import_list *l, const char *key);
/* The field that a word of the clerk's own means; TARGET_NONE: none. */
int import_field_named(const struct import_job *j, const char *word);

/* import_map.c */
const char *import_map_field(const struct import_map *m, const char *head,
                             size_t at);
/* What the clerk's word for a field means; TARGET_NONE: nothing. */
int import_map_target(struct import_job *j, const char *word);
/* All of them mean something; E-IMPORT-002. */
bool import_map_check(struct import_job *j, const struct import_map *m,
                      struct err *err);
/* Of the same head before. */
const struct import_map *import_map_saved(struct import_job *j);
void import_map_save(struct import_job *j);

/* import_head.c: among the rows held. */
bool import_head_find(struct import_job *j, struct err *err);
/* import_columns.c: from the heads of the columns to fields. */
struct import_heads {
    const char **parts[IMPORT_HEAD_DEEP]; /* a row of the head each */
    size_t deep, n_cols;
};
size_t import_columns_score(struct import_job *j, const struct import_heads *h);
struct import_found { /* a place each for a column; taken: for a field */
    int *targets;
    enum import_how *hows;
    bool *taken;
};
void import_column_put(struct import_found *f, size_t col, int target,
                       enum import_how how);
/* All parts from above, each once: 联系方式 手机. */
const char *import_head_joined(struct import_job *j,
                               const struct import_heads *h, size_t col,
                               struct arena *a);
/* What stands below the head in the i-th row held. */
const char *import_column_sample(const struct import_job *j, size_t i,
                                 size_t col);
/* import_guess.c: the only column that looks so, and the only field of the kind
   still free: taken where there is no head, else only told. */
void import_column_guess(struct import_job *j, const struct import_heads *h,
                         struct import_found *f, const struct field_kind *kind);
void import_columns_take(struct import_job *j, const struct import_heads *h);

/* import_skip.c: why a row is no record; NULL: it is one. */
const char *import_skips(struct import_job *j, const struct import_row *row);
/* 1 2 3 … right below the head. */
bool import_counts_columns(const struct import_job *j,
                           const struct import_row *row);

/* import_cells.c */
void import_type_row(struct import_job *j, const struct import_row *row);
/* import_mend.c, import_mend_day.c, import_mend_who.c: a cell that is being
   understood. */
struct import_ask {
    struct import_job *job;
    const struct field *f;
    const struct import_cell *cell;
    const char *s;  /* without what only marks a cell as text; not empty */
    struct value v; /* out */
    const char *masked;
    const char *why;  /* out: how it was mended; NULL: it was not */
    bool again;       /* out: the same value was mended further up */
    const char *warn; /* out: look at it again; NULL */
};
bool import_mend_idno(struct import_ask *q, struct err *err);
bool import_mend_phone(struct import_ask *q, struct err *err);
bool import_mend_money(struct import_ask *q, struct err *err);
bool import_mend_count(struct import_ask *q, struct err *err);
bool import_mend_text(struct import_ask *q, struct err *err);
bool import_mend_date(struct import_ask *q, struct err *err);
bool import_mend_month(struct import_ask *q, struct err *err);
bool import_mend_choice(struct import_ask *q, struct err *err);
bool import_mend_flag(struct import_ask *q, struct err *err);
bool import_mend_person(struct import_ask *q, struct err *err);
bool import_mend_link(struct import_ask *q, struct err *err);
bool import_mend_other(struct import_ask *q, struct err *err);
/* 12.0 → 12, 1.38001380E+10 → 13800138000 when no digit is lost; NULL: digits
   are lost. */
const char *import_whole(struct arena *a, const char *s);

/* import_known.c */
uint64_t import_hash(uint64_t seed, const void *p, size_t n);
uint64_t import_hash_name(struct import_job *j, const char *name);
uint64_t import_hash_text(const char *s);
bool import_known_load(struct import_job *j, struct err *err);
/* NULL: nobody has that number. */
struct import_known *import_known_person(struct import_job *j, int64_t id);
void import_known_clear(struct import_job *j);
void import_index_add(struct import_index *ix, uint64_t key, size_t at);
/* All places of a key: *it begins with 0; false: no more. */
bool import_index_next(const struct import_index *ix, uint64_t key, size_t *it,
                       size_t *at);
uint64_t import_key_hash(const struct import_job *j, const struct record *r);

/* import_match.c, import_match_people.c */
struct import_match {
    int64_t id;    /* 0: new */
    int64_t known; /* place in people or known; -1 */
    const char *by;
    size_t twin;  /* of the file; 0 */
    bool differs; /* … and it says something else */
    bool several; /* nobody can say which: told */
};
/* Several candidates, or what does not fit, is a fault of the row. */
bool import_match_row(struct import_job *j, const struct import_item *item,
                      struct import_match *m, struct err *err);
enum { IMPORT_CANDIDATES = 6 }; /* that are named */
struct import_choice {
    int64_t at[IMPORT_CANDIDATES];
    size_t n; /* all of them */
};
void import_choice_add(struct import_choice *c, size_t at);
uint64_t import_content(const struct import_job *j);
/* It stood further up already, and perhaps said something else there. */
void import_match_twin(const struct import_job *j, const struct import_known *k,
                       struct import_match *m);
void import_match_person(struct import_job *j, struct import_match *m);
void import_match_new_person(struct import_job *j, struct import_known k);
/* This row is that record now. */
void import_match_claim(struct import_job *j, const struct import_match *m,
                        const struct record *r, bool same);

/* import_fate.c: what is new, the same, filled in, different of one row. */
struct import_fated {
    struct import_item item;
    struct record record, old;
    struct import_match match;
    enum import_fate fate;
    struct import_difference *differences, *fills;
    size_t n_differences, n_fills, n_taken;
};
bool import_fate_row(struct import_job *j, struct import_fated *f,
                     struct err *err);
/* A new record as far as the file gives it. */
void import_fill_new(struct import_job *j, struct record *r);
struct record import_record_new(struct import_job *j);
/* import_row.c: all of one row, and its line; saves it in the second pass. */
bool import_row_done(struct import_job *j, const struct import_row *row,
                     struct err *err);

/* import_lines.c */
void import_fault(struct import_job *j, size_t col, const char *value,
                  const char *code, const char *reason);
void import_mended(struct import_job *j, size_t col, const char *value,
                   const char *why, bool again);
void import_warns(struct import_job *j, size_t col, const char *value,
                  const char *code, const char *why);
void import_note(struct import_job *j, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* import_mask.c: numbers of people in a sentence or a name, with stars. */
const char *import_masked(struct arena *a, const char *text);
/* As it may be shown: masked, cut. */
const char *import_shown(struct import_job *j, struct arena *a,
                         const struct field *f, const char *text);
/* Would a line like this be shown? */
bool import_line_wanted(const struct import_job *j, enum import_fate fate);
/* `line` lives in the row; what is kept of it is copied. */
void import_line_add(struct import_job *j, const struct import_line *line);
/* Nothing has been counted yet: before each pass. */
void import_lines_begin(struct import_job *j);
void import_report_fill(struct import_job *j);

/* import_runs.c */
bool import_runs_put(struct import_job *j, int64_t *number, struct err *err);
const char *import_runs_label(struct import_job *j);

#endif
