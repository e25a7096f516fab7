/* A query on its way into SQL: shared by query.c (pages, counts, facets) and
   query_sql.c (the text and its parameters). */
#ifndef PBTUI_LEDGER_QUERY_SQL_H
#define PBTUI_LEDGER_QUERY_SQL_H

#include "pbtui/ledger/query.h"
#include "pbtui/store/stmt.h"

#define QUERY_WORDS    8
#define QUERY_PII_HITS 8

/* Its SQL, and the values its parameters will take. */
struct plan {
    struct sql sql;
    const char *words[QUERY_WORDS]; /* folded */
    const char *typed[QUERY_WORDS];
    size_t n_words;
    int64_t pii_ids[QUERY_PII_HITS];
    size_t pii_word[QUERY_PII_HITS]; /* the word that was found */
    size_t n_pii;
    bool key_is_int;
};

/* Splits the words to find; the SQL is still empty. */
void plan_begin(struct plan *p, struct book *b, struct arena *a,
                const struct query *q);
void plan_field(struct plan *p, const struct field *f);
/* The sort value; never null, row values do not compare through null. */
void plan_key(struct plan *p, const struct query *q);
void plan_from_where(struct plan *p, const struct query *q);
/* Behind the key, in order, so many. */
void plan_page(struct plan *p, const struct query *q);
/* All but the page's own :limit, which the caller binds. */
void plan_bind(struct stmt *st, const struct plan *p, struct book *b,
               const struct query *q);
void plan_bind_key(struct stmt *st, const char *key);

#endif
