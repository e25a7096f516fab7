/* The sample ledger: two branches, played in from data/sample in the order in
   which a clerk would have entered them, as of one fixed day.

   Everything goes through the same door as what is typed on the screen, in one
   transaction: whole, or not there.  What differs from one run to the next is
   only what must: the ledger's number, salts, the times in the audit. */
#include "pbtui/app/sample.h"

#include <stdio.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "sample_table.h"

#define ACTOR "示例"

static const struct sample_table office[] = {
    {"sample/office-branch.tsv", &ledger_branch, true},
    {"sample/office-groups.tsv", &ledger_grp, false},
    {"sample/office-terms.tsv", &ledger_term, false},
    {"sample/office-roster.tsv", &ledger_people, false},
    {"sample/office-stage.tsv", &ledger_people, false},
    {"sample/office-details.tsv", &ledger_people, true},
    {"sample/office-posts.tsv", &ledger_post, false},
    {"sample/office-away.tsv", &ledger_away, false},
    {"sample/office-contacts.tsv", &ledger_contact, false},
    {"sample/office-honours.tsv", &ledger_honour, false},
    {"sample/office-placement.tsv", &ledger_placement, false},
    {"sample/office-membership.tsv", &ledger_member, true},
};

static const struct sample_table retired[] = {
    {"sample/retired-branch.tsv", &ledger_branch, true},
    {"sample/retired-roster.tsv", &ledger_people, false},
    {"sample/retired-posts.tsv", &ledger_post, false},
};

int sample_today(void)
{
    return date_of(2026, 11, 20);
}

static bool save_tables(struct book *b, const struct sample_table *tables,
                        size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!sample_table_save(b, &tables[i], err)) {
            return false;
        }
    }
    return true;
}

static bool add_retired(struct book *b, struct err *err)
{
    const struct org_first first = {"离退休干部党支部（示例）",
                                    date_of(2018, 3, 12), false, 0};
    struct arena a = ARENA_INIT;
    bool ok = org_create(b, &a, &first, err);
    arena_clear(&a);
    return ok && save_tables(b, retired, ARRAY_LEN(retired), err);
}

static bool save_all(struct book *b, struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    int64_t shown = b->branch;
    if (!save_tables(b, office, ARRAY_LEN(office), err) ||
        !add_retired(b, err)) {
        tx_rollback(b->db);
        return false;
    }
    b->branch = shown;
    return tx_commit(b->db, err);
}

bool sample_open(struct session *s, const char *path, struct err *err)
{
    const struct org_first first = {"县商务局机关党支部（示例）",
                                    date_of(2015, 6, 1), true, 2};
    if (!session_create(s, path, ACTOR, &first, err)) {
        return false;
    }
    s->book.today = sample_today();
    s->book.day = s->book.today;
    if (!save_all(&s->book, err)) {
        session_close(s);
        if (path != NULL) {
            remove(path); /* made by us a moment ago, under a free name */
        }
        return false;
    }
    return true;
}

bool sample_write(const char *path, struct err *err)
{
    struct session s;
    if (!sample_open(&s, path, err)) {
        return false;
    }
    session_close(&s);
    return true;
}
