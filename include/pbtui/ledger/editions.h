/* Editions: paper that has left the house.  Each time what is printed differs
   from the time before, it is a new edition: its pages are kept beside the
   ledger, and a note in the audit says which, when, by whom.  The same pages
   again are the same edition and need no note.

   An edition carries the code of the audit as it stood (so that the paper can
   be held against the ledger: pbtui check --anchor) and how many changes there
   have been to what it shows since the first one. */
#ifndef PBTUI_LEDGER_EDITIONS_H
#define PBTUI_LEDGER_EDITIONS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

/* What is printed, so that its editions are found again. */
struct edition_of {
    const char *form;  /* month, meeting */
    const char *ask;   /* 2026-10, event-5: no blanks */
    const char *title; /* 2026 年 10 月台账: names the note */
    struct span span;  /* what has a day in it, or */
    const char *table; /* these records alone */
    const int64_t *ids;
    size_t n_ids;
};

#define EDITION_DIGEST_CHARS 64
/* Of what an edition says. */
void edition_digest(const char *bytes, size_t n,
                    char out[EDITION_DIGEST_CHARS + 1]);

struct edition {
    int nr;           /* 第 n 次印发; 0: has not been noted */
    int64_t seq;      /* of the audit's head it stands on */
    const char *code; /* of that head */
    const char *on;   /* 2026-11-20 */
    const char *by;
    int pages;
    int corrections;
    const char *digest; /* of what it says, without its own footer */
    const char *file;   /* of its pages: a name for store/attach */
};

/* The n-th edition, the last one for 0; *found says whether there is one. */
bool edition_read(struct book *b, struct arena *a, const struct edition_of *of,
                  int nr, bool *found, struct edition *out, struct err *err);
/* How the ledger stands, before anything is gathered: nr 0, seq and code. */
bool edition_head(struct book *b, struct arena *a, struct edition *out,
                  struct err *err);
/* What one that says this would be: the last one when its digest is the same,
   else the next, on that head. *is_new then. */
bool edition_next(struct book *b, struct arena *a, const struct edition_of *of,
                  const struct edition *head, const char *digest, bool *is_new,
                  struct edition *out, struct err *err);
/* Keeps the pages and notes it.  E-PAPER-002: the ledger has moved on since
   edition_head; gather and lay it out again. */
bool edition_put(struct book *b, struct arena *a, const struct edition_of *of,
                 struct edition *e, const char *bytes, size_t n,
                 struct err *err);
/* For one that needs no note: false when what it shows has been changed since
   that head, E-PAPER-002 as well. */
bool edition_is_current(struct book *b, const struct edition_of *of,
                        int64_t seq, struct err *err);
/* How often paper of a form about one record has left the house: by its number
   or with all those of a span of days that it lies in and that was printed
   after its last change. */
struct edition_about {
    const char *form;  /* payment */
    const char *table; /* of the record */
    int64_t id;
    int day; /* of the record */
};
bool edition_count_prints(struct book *b, struct arena *a,
                          const struct edition_about *of, int *n,
                          struct err *err);
/* The pages of all editions, of every branch: for backups and checks. */
struct edition_file {
    int64_t seq; /* of its note */
    const char *label, *on, *hash;
};
bool edition_files(struct book *b, struct arena *a, struct edition_file **out,
                   size_t *n, struct err *err);
/* The pages as they were, compared with their name. */
bool edition_pages(struct book *b, const struct edition *e, struct strbuf *out,
                   struct err *err);

#endif
