/* The rule files a ledger is kept by: compiled in, with the branch's own rows
   over them, read when first asked for. */
#ifndef PBTUI_LEDGER_RULEBOOK_H
#define PBTUI_LEDGER_RULEBOOK_H

#include "pbtui/rules/dues.h"
#include "pbtui/rules/duties.h"
#include "pbtui/rules/kinds.h"
#include "pbtui/rules/milestones.h"
#include "pbtui/rules/pipeline.h"
#include "pbtui/rules/quorum.h"

struct book;
struct session;

const struct kinds *book_kinds(struct book *b);
const struct vote_rules *book_votes(struct book *b);
const struct duties *book_duties(struct book *b);
const struct dues_rules *book_dues(struct book *b);
const struct milestone_rules *book_milestones(struct book *b);
const struct pipeline_rules *book_pipeline(struct book *b)
    __attribute__((returns_nonnull));

/* Reads now what the clerk's own files say, so that complaints are heard at the
   start; nothing when there is none. */
void rulebook_own(struct session *s);

#endif
