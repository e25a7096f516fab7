/* The papers of an election: what was asked and granted, when and under which
   number; and the term that comes to its end with it.  What is not known yet is
   a line to write on. */
#include "source_election.h"

#include <stdlib.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/query.h"
#include "source_say.h"

struct paper {
    const char *on, *paper; /* names of values */
    int on_field, paper_field;
};
static const struct paper papers[] = {
    {"asked_on", "asked_paper", ELECTION_ASKED_ON, ELECTION_ASKED_PAPER},
    {"granted_on", "granted_paper", ELECTION_GRANTED_ON,
     ELECTION_GRANTED_PAPER},
    {"names_on", "names_paper", ELECTION_NAMES_ON, ELECTION_NAMES_PAPER},
    {"names_granted_on", "names_granted_paper", ELECTION_NAMES_GRANTED_ON,
     ELECTION_NAMES_GRANTED_PAPER},
    {"report_on", "report_paper", ELECTION_REPORT_ON, ELECTION_REPORT_PAPER},
    {"filed_on", "filed_paper", ELECTION_FILED_ON, ELECTION_FILED_PAPER},
};

/* ____〔2026〕__号 for a paper that has no number yet. */
static const char *blank_paper(struct arena *a, const struct record *e)
{
    int year, month, mday;
    date_split(record_day(e, ELECTION_ON), &year, &month, &mday);
    return arena_printf(a, "____〔%d〕__号", year);
}

/* The latest one that was elected before this election; n 0: none was. */
static bool read_term(struct election *e, struct query_row *row, size_t *n,
                      struct err *err)
{
    static const char *const asked[] = {"no", "elected_on", "years",
                                        "extended_to"};
    struct ledger_column columns[ARRAY_LEN(asked)] = {0};
    struct ledger_view view = *ledger_view(&ledger_term, "all");
    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        columns[i].field = ledger_field(&ledger_term, asked[i]);
    }
    view.columns = columns;
    view.n_columns = ARRAY_LEN(asked);
    struct query q = query_of(&ledger_term, &view);
    q.sort = columns[1].field;
    q.descending = true;
    q.parent = record_int(&e->now, ELECTION_BRANCH);
    q.to = record_day(&e->now, ELECTION_ON) - 1;
    q.limit = 1;
    return query_page(e->book, e->arena, &q, row, n, err);
}

static bool put_term(struct form_data *d, struct election *e, struct err *err)
{
    size_t n;
    struct query_row row;
    int from = DATE_NONE;
    int ends = DATE_NONE;
    struct arena *a = d->arena;
    if (!read_term(e, &row, &n, err)) {
        return false;
    }
    if (n > 0 && date_read(row.cells[1], &from) &&
        !date_read(row.cells[3], &ends)) {
        ends = standing_term_end(book_rules(e->book), from,
                                 (int)strtol(row.cells[2], NULL, 10));
    }
    form_set(d, "term_no", n > 0 ? row.cells[0] : SAY_SHORT);
    form_set(d, "term_years", n > 0 ? row.cells[2] : SAY_SHORT);
    form_set(d, "term_from", say_day(a, from));
    form_set(d, "term_end", say_day(a, ends));
    return true;
}

bool election_put_papers(struct form_data *d, struct election *e,
                         struct err *err)
{
    struct arena *a = d->arena;
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        const struct paper *p = &papers[i];
        form_set(d, p->on, say_day(a, record_day(&e->now, p->on_field)));
        form_set(d, p->paper,
                 say_or(record_text(&e->now, p->paper_field),
                        blank_paper(a, &e->now)));
    }
    form_set(d, "upper", say_or(say_upper(a, e->book), SAY_LINE));
    return put_term(d, e, err);
}
