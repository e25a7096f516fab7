/* What the rooms of the comparison share.

   compare.c: the run · compare_read.c, compare_words.c: rows of the file,
   understood ·
   compare_match.c: who they are · compare_fields.c: what differs ·
   compare_count.c: the headcount · compare_write.c: taking, passing over. */
#ifndef PBTUI_LEDGER_COMPARE_PARTS_H
#define PBTUI_LEDGER_COMPARE_PARTS_H

#include "pbtui/ledger/compare.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/ledger/record.h"

/* A cell of the file, as a field of the roster. */
struct compare_said {
    bool given;          /* there is such a column */
    struct value v;      /* VALUE_NULL: empty, or not understood */
    const char *text;    /* whole, as it would be shown; "" when empty */
    const char *starred; /* a number with stars, only compared; NULL */
    const char *why;     /* not understood: a sentence; NULL */
};
struct compare_row {
    size_t row;             /* of the file */
    const char *name, *key; /* key: to compare names by */
    const char *idno;       /* whole; "" */
    int birth;
    struct compare_said *said; /* one a field of the roster */
    int64_t person;            /* on the roster; 0 */
    int64_t known;             /* else somebody of this ledger; 0 */
    const char *unsure;        /* why it is nobody certain; NULL */
};
/* Somebody of this ledger. */
struct compare_person {
    int64_t id;
    const char *name, *key, *idno;
    int birth;
    bool here;               /* on the roster of the day */
    struct compare_row *row; /* who he is in the file; NULL */
};

struct compare_work {
    struct book *book;
    struct arena *arena;
    const struct compare_wish *wish;
    struct compare_report *out;
    struct compare_row *rows;
    size_t n_rows, cap_rows;
    bool *has; /* a field of the roster: the file has a column of it */
    struct compare_person *people; /* those of the roster first, in its order */
    size_t n_people, n_here;
    struct compare_line *lines;
    size_t n_lines, cap_lines;
    const char **notes;
    size_t n_notes, cap_notes;
};

/* compare_words.c: what the ledger works out, and where the file has it. */
enum { COMPARE_WORDS_MOST = 8 };
struct compare_word {
    int field;
    const char *heads; /* keys, a blank before and behind each */
    const char *words; /* 正式=正式党员 … */
    int col;           /* of the file; -1 */
};
size_t compare_words_load(struct compare_word *out, struct arena *a);
/* The word that the ledger has for the platform's. */
const char *compare_word_of(struct arena *a, const struct compare_word *w,
                            const char *text);

/* compare_read.c: all rows of the file into w->rows. */
bool compare_read(struct compare_work *w, struct err *err);
void compare_note(struct compare_work *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* What names are compared by. */
const char *compare_key(struct arena *a, const char *name);

/* compare_match.c */
bool compare_match(struct compare_work *w, struct err *err);

/* compare_fields.c: all lines but those of the headcount. */
bool compare_fields(struct compare_work *w, struct err *err);
struct platform_difference compare_difference(const struct compare_line *line);

/* compare_count.c */
bool compare_count(struct compare_work *w, struct err *err);

#endif
