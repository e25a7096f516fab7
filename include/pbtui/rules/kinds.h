/* Kinds of organisational life (三会一课, 主题党日, …) as rows of
   data/rules/kinds.ini.  A branch's own kind is one more row in its own file,
   which may also change what is said of one compiled in: what it does not
   write stays, a minus takes away. */
#ifndef PBTUI_RULES_KINDS_H
#define PBTUI_RULES_KINDS_H

#include "pbtui/rules/rule_file.h"

/* Who should attend. */
enum kind_body {
    BODY_ALL,       /* all: 正式 and 预备 whose relation is here */
    BODY_COMMITTEE, /* committee: who holds one of `posts` on that day */
    BODY_GROUP,     /* group: members of one 党小组 */
    BODY_POSTS,     /* posts: who holds one of `posts`; nobody does: as in
                       the last meeting of this kind */
    BODY_NAMED      /* named: put together by hand each time */
};

/* The fields of its own that a kind asks for; each with its label there. */
enum kind_part {
    PART_TITLE, /* title: 党课题目, 活动主题 */
    PART_LEAD, /* lead: 授课人, 领学人, 中心发言人 (a person here) */
    PART_LEAD_OUT, /* lead_out: the same from outside, as text */
    PART_FORM,     /* form: 形式 */
    PART_BASE,     /* base: 活动基地 */
    PART_READINGS, /* readings: 学习篇目 */
    PART_BOXES,    /* boxes: ticked words out of `boxes` */
    PART_HOURS,    /* hours: 学时 */
    PART_EXTRA,    /* extra: 其他 */
    N_KIND_PARTS
};

struct kind {
    const char *code;    /* [section]: branch.meeting; what is stored */
    const char *name;    /* 支部党员大会 */
    const char *abbr;    /* 党员大会: narrow columns */
    const char *aliases; /* other spellings, apart by blanks */
    enum kind_body body;
    const char *const *posts; /* post codes of BODY_COMMITTEE, BODY_POSTS */
    const char *chair;        /* who chairs: 书记 */
    const char *const *chair_posts; /* post codes; empty: anybody */
    const char *part[N_KIND_PARTS]; /* label; NULL: not asked for */
    const char *const *boxes;       /* 有主题 有主讲 … */
    const char *const *subs; /* sub-kinds: 书记 领导 普通 微党课 */
    const char *outline;     /* for the minutes; lines apart by \n */
    const char *const *with; /* codes it may be combined with; "*" any */
    const char *vote;        /* how attendance makes it valid: a row of
                                votes.ini; "" : always valid */
    bool number;             /* 第n次 is counted */
    bool by_year;            /* counts for its 所属年度, not for its date */
    bool agenda;             /* has topics, resolutions, votes */
    bool activists;          /* 积极分子 may be asked in: guests */
    bool whole;              /* with another kind: counts only when all of its
                                own body was called */
    int late_days;           /* typed in later than this: 补登 */
    const char *basis;
    bool own;
};

struct kinds {
    struct kind *list;
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
};

/* `own` may be NULL.  E-KIND-001 when the compiled-in rows are not whole. */
bool kinds_load(struct kinds *out, struct arena *a, const char *builtin,
                const char *own, struct err *err);
const struct kind *kinds_by_code(const struct kinds *k, const char *code);
/* What was typed: code, name, abbreviation, alias, pinyin of one of them when
   only one fits; NULL: none. */
const struct kind *kinds_find(const struct kinds *k, const char *typed);
/* Is the word one of a list of a kind's (posts, subs)?  NULL list: no. */
bool kinds_among(const char *const *words, const char *word);
/* May both stand on one event?  Same code: no. */
bool kinds_combine(const struct kind *one, const struct kind *other);

#endif
