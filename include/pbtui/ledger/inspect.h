/* 迎检体检: rules over everything that is kept, and what breaks them.

   A rule is a query whose rows are the findings, a file of data/inspect/ or of
   the folder inspect of the configuration:

       -- I12 缺席没有写原因
       -- group = 组织生活
       -- weight = 重
       -- basis = 《…条例》第…条
       -- remedy = 打开这次会，按 F4 点名，写上原因
       -- opens = app.duties
       select 'events' as book, e.id, e.on_day as date, '…' as text
       from event e
       where e.branch_id = :branch and e.on_day between :from and :to

   weight is 重 (against a rule that binds) or 轻 (incomplete, advised against).
   A finding opens its record; one without (book '') opens the screen that
   `opens` names, a command of `pbtui keys`.  Columns basis and remedy of the
   query, where they are not null, stand in the place of the rule's; a column
   step says at which step a file of 发展党员 is opened.  What the query may
   name is said in ledger/guest_rows.h. */
#ifndef PBTUI_LEDGER_INSPECT_H
#define PBTUI_LEDGER_INSPECT_H

#include "pbtui/ledger/guest_rows.h"

struct inspect_rule {
    const char *code;  /* I12 */
    const char *name;  /* 缺席没有写原因 */
    const char *group; /* 组织生活 */
    bool grave;
    const char *basis, *remedy;
    const char *opens; /* "" */
    const char *note;  /* "" */
    const char *file, *sql;
    bool own;
};
struct inspect_set {
    const struct inspect_rule *list; /* by code */
    size_t n;
    const char *const *complaints; /* I12.sql 第 3 行：… */
    size_t n_complaints;
};
/* Compiled in and the branch's own over them, read when first asked for. */
const struct inspect_set *book_inspect(struct book *b);
const struct inspect_rule *inspect_find(const struct inspect_set *set,
                                        const char *word); /* I12, its name */
/* One file; NULL: each reason is a complaint. */
struct complaints;
const struct inspect_rule *inspect_read(struct complaints *to, const char *file,
                                        const char *text, bool own);

struct inspect_finding {
    const struct inspect_rule *rule;
    const char *book; /* "": no record of its own */
    int64_t id;
    const char *date, *text;
    const char *basis, *remedy;
    int step; /* of a file of 发展党员, to go to; 0 */
};
struct inspect_sheet {
    const char *branch;
    struct span span;
    struct inspect_finding *list; /* grave ones first, then by rule and day */
    size_t n, n_grave;
    size_t n_rules; /* that were asked */
    /* Rules that could not be asked, a sentence each: their findings are not
       known, so this is not in order either. */
    const char **failed;
    size_t n_failed;
};
/* What is looked at; NULL members: all. */
struct inspect_only {
    const struct inspect_rule *rule;
    const char *group;
    const char *book; /* name of a ledger: findings in it */
};
/* Of the branch in view; the step may stop it (E-INSPECT-002). */
bool inspect_sheet(struct book *b, struct arena *a, const struct span *span,
                   const struct inspect_only *only, struct inspect_sheet *out,
                   bool (*step)(void *ctx, int percent), void *ctx,
                   struct err *err);

#endif
