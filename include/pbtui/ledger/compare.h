/* The upper platform's list of members against the roster of the branch on the
   day in view: who is only here, who only there, which fields differ; and the
   headcount of the list against tables 1 and 2 of 党内统计 of that day.

   Stages: heads and cells are understood as an import understands them (same
   words, synonyms, a map; dates, numbers and words mended) → each row is
   somebody of the roster: by ID number, else by name and birth, else by a name
   that nobody else has on either side → fields compared one by one.

   Nothing is written by comparing.  A difference can be taken (the platform's
   value is written here) or passed over (ledger/platform.h). */
#ifndef PBTUI_LEDGER_COMPARE_H
#define PBTUI_LEDGER_COMPARE_H

#include "pbtui/ledger/import.h"
#include "pbtui/ledger/stats.h"

enum compare_group {
    COMPARE_HERE,    /* on the roster, not in the file */
    COMPARE_THERE,   /* in the file, not on the roster */
    COMPARE_DIFFERS, /* a field */
    COMPARE_UNSURE,  /* a row that is several people, or somebody twice */
    COMPARE_PASSED,  /* any of the first three, passed over */
    COMPARE_GROUPS
};

struct compare_line {
    enum compare_group group;
    enum compare_group was; /* of one that is passed over */
    int64_t person;         /* 0: nobody of this ledger */
    size_t row;             /* of the file; 0: none */
    const char *name;
    const char *about; /* 男 1994-06 第一党小组, or where he is; "" */
    const char *field; /* column; "": the person as a whole */
    const char *label; /* 学历; "" */
    const char *here, *there; /* masked; "" nothing */
    const char *refusal; /* why it cannot be taken, a sentence; NULL: it can */
    int64_t pair;        /* row of the passed-over ones; 0 */
    /* private */
    const char *here_whole, *there_whole;
    struct value value;
    int at;
};

/* A number of both sides, and who makes the difference. */
struct compare_count {
    const char *name;  /* 正式党员 */
    const char *where; /* 表二 总计 */
    int64_t here, there;
    bool unknown; /* the file has no such column: there says nothing */
    const struct stats_entry *only_here, *only_there;
    size_t n_here, n_there;
};

struct compare_report {
    const char *file;
    int day;
    const struct import_column *columns;
    size_t n_columns;
    struct compare_line *lines; /* by group, then as the roster, as the file */
    size_t n_lines;
    size_t counts[COMPARE_GROUPS];
    size_t n_rows, n_people, n_same; /* people who are the same in all */
    const struct compare_count *heads;
    size_t n_heads;
    const char *const *notes; /* of the whole: columns that were not used … */
    size_t n_notes;
};

struct compare_wish {
    const struct import_source *source;
    const struct import_map *map; /* NULL: none */
    bool (*go_on)(void *ctx, size_t rows);
    void *ctx;
};

/* E-COMPARE-…, and what reading and finding the head may say. */
bool compare_run(struct compare_report *out, struct book *b, struct arena *a,
                 const struct compare_wish *wish, struct err *err);
/* Differences that are not passed over. */
size_t compare_open(const struct compare_report *r);

/* Writes the platform's values of these lines (places in `lines`) here, as one
   change with the reason 平台比对; *done: how many.  One that may not be taken
   is E-COMPARE-…, and nothing is written. */
bool compare_take(struct book *b, struct arena *a,
                  const struct compare_report *r, const size_t *at, size_t n,
                  size_t *done, struct err *err);
bool compare_pass(struct book *b, struct arena *a,
                  const struct compare_report *r, const size_t *at, size_t n,
                  const char *reason, struct err *err);
/* Takes back that they are passed over. */
bool compare_unpass(struct book *b, struct arena *a,
                    const struct compare_report *r, const size_t *at, size_t n,
                    struct err *err);

#endif
