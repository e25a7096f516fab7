/* 谈心谈话: who has talked with whom in a year, and who has not yet.

   Asked for are (domain: M09, art. 19): (a) every committee member with every
   other, (b) every ordinary member with one of the committee, (c) every
   ordinary member with another; (a) and (b) must be, (c) is advised. */
#ifndef PBTUI_LEDGER_TALKS_H
#define PBTUI_LEDGER_TALKS_H

#include "pbtui/ledger/ledger.h"

/* Fields of ledger_talk, for forms that are opened filled in. */
enum talk_field {
    TALK_ON,
    TALK_KIND,
    TALK_BY,
    TALK_WITH,
    TALK_PLACE,
    TALK_TOPIC,
    TALK_CONTENT,
    TALK_FOLLOW,
    TALK_NOTE,
    TALK_BRANCH,
    TALK_PAIR /* 委员↔委员 …, by the posts of that day */
};

enum talk_need { TALK_OF_COMMITTEE, TALK_WITH_MEMBER, TALK_OF_MEMBERS };
#define N_TALK_NEEDS 3
const char *talk_need_text(enum talk_need need); /* 委员之间 */

struct talk_person {
    int64_t id;
    const char *name;
    const char *post; /* 书记; "" for ordinary members */
    bool committee;
    int with_committee; /* talks this year with one of the committee */
    int with_members;   /* ordinary members: talks among themselves */
};
struct talk_cell {
    int now, before; /* this year, the year before */
};
/* A pair that should talk; b was chosen where anybody would do. */
struct talk_gap {
    enum talk_need need;
    size_t a, b; /* people */
    struct talk_cell count;
};
struct talk_cover {
    int done, all;
};
struct talk_matrix {
    int year;
    int day;                    /* the roster's */
    struct talk_person *people; /* the committee by posts, then the roster */
    size_t n, n_committee;
    struct talk_gap *gaps; /* what must be before what is advised */
    size_t n_gaps;
    struct talk_cover cover[N_TALK_NEEDS];
    struct talk_cell *cells; /* n_committee × n; see talk_cell */
};

/* Of the branch in view.  The roster is that of the day in view, of the last
   day of an earlier year. */
bool talk_matrix(struct book *b, struct arena *a, int year,
                 struct talk_matrix *out, struct err *err);
/* Of a committee member and anybody else. */
struct talk_cell talk_cell(const struct talk_matrix *m, size_t committee,
                           size_t other);

/* Talks of two people, newest first; other 0: of the one with anybody. */
struct talk_line {
    int64_t id;
    const char *text; /* 2026-03-12  李敏→孙立  日常谈心  思想状况 */
};
bool talk_lines(struct book *b, struct arena *a, int64_t one, int64_t other,
                struct talk_line **out, size_t *n, struct err *err);

#endif
