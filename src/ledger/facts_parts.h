/* The facts, each with a room of its own, write rows of JSON through these. */
#ifndef PBTUI_LEDGER_FACTS_PARTS_H
#define PBTUI_LEDGER_FACTS_PARTS_H

#include "pbtui/base/strbuf.h"
#include "pbtui/ledger/facts.h"

struct facts {
    struct book *book;
    struct arena *arena;
    struct span span;
    struct strbuf json;
    bool in_row;
};

void facts_row(struct facts *f); /* a new one; the one before is whole */
void facts_text(struct facts *f, const char *name, const char *text);
void facts_int(struct facts *f, const char *name, int64_t v);
void facts_day(struct facts *f, const char *name, int day); /* or null */

bool facts_duties(struct facts *f, struct err *err);
bool facts_elections(struct facts *f, struct err *err);
bool facts_headcount(struct facts *f, struct err *err);
bool facts_kinds(struct facts *f, struct err *err);
bool facts_meetings(struct facts *f, struct err *err);
bool facts_pipeline(struct facts *f, struct err *err);
bool facts_reviews(struct facts *f, struct err *err);
bool facts_roster(struct facts *f, struct err *err);
bool facts_arrears(struct facts *f, struct err *err);
bool facts_assessments(struct facts *f, struct err *err);
bool facts_limits(struct facts *f, struct err *err);

#endif
