/* An opened ledger file with what every use of it needs: the book, its rules,
   the branch in view. */
#ifndef PBTUI_LEDGER_SESSION_H
#define PBTUI_LEDGER_SESSION_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/store/db.h"

struct figure_set;
struct inspect_set;
struct register_set;

struct session {
    struct db *db;
    struct book book;
    struct standing_rules rules;
    struct rulebook *rulebook; /* NULL until the first rule is asked for */
    const struct register_set *registers; /* NULL until they are asked for */
    const struct figure_set *figures;     /* the same */
    const struct inspect_set *inspect;    /* the same */
    struct arena arena;                   /* the rules' memory */
    /* The first thing wrong with the clerk's own rules; "" when nothing.  The
       compiled-in rules hold in its place. */
    const char *complaint;
};

/* Opens, registers the SQL functions, loads rules, takes the first branch. */
bool session_open(struct session *s, const char *path, enum db_mode mode,
                  const char *actor, struct err *err);
void session_close(struct session *s);
/* A new ledger with its first branch. */
struct org_first;
bool session_create(struct session *s, const char *path, const char *actor,
                    const struct org_first *first, struct err *err);

#endif
