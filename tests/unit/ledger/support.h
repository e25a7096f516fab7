/* A ledger in memory with one branch and two groups, for the book tests. */
#ifndef PBTUI_TESTS_LEDGER_SUPPORT_H
#define PBTUI_TESTS_LEDGER_SUPPORT_H

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/session.h"

struct fixture {
    struct session session;
    struct book *book;
    struct arena arena;
};

void fixture_open(struct fixture *f);
void fixture_close(struct fixture *f);
/* Types `text` into the field of that name; fails the test when refused. */
void fixture_type(struct fixture *f, struct record *r, const char *column,
                  const char *text);
/* Code of the refusal, "" when it was taken. */
const char *fixture_refusal(struct fixture *f, struct record *r,
                            const char *column, const char *text);
/* A full member, saved; returns the id. */
int64_t fixture_member(struct fixture *f, const char *name, const char *birth,
                       const char *joined, const char *full);
/* The code of the first issue on `column`, "" when there is none. */
const char *fixture_issue(struct fixture *f, const struct record *r,
                          const struct record *old, const char *column);

/* The branch's own text of a rule file (dues.ini), until it is taken away
   again; before the ledger is opened. */
void own_rules_write(const char *file, const char *text);
void own_rules_drop(void);
/* The same of another folder (registers); removed one by one, and the folder of
   the configuration is left with own_rules_drop. */
void own_file_write(const char *folder, const char *file, const char *text);
void own_file_remove(const char *folder, const char *file);

#endif
