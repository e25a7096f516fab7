/* Finding from the inside: words in texts (find_text.c), times in a query
   (find_when.c), what a target says (find_rows.c), registers
   (find_registers.c). */
#ifndef PBTUI_SRC_LEDGER_FIND_PARTS_H
#define PBTUI_SRC_LEDGER_FIND_PARTS_H

#include "pbtui/ledger/find.h"
#include "pbtui/ledger/register.h"
#include "pbtui/text/date.h"

struct stmt;

/* ---- find_text.c -------------------------------------------------------- */
struct find_word find_word_of(struct book *b, struct arena *a,
                              const char *typed);
bool find_word_in(const struct find_word *w, const char *text);
/* Where the word stands first at or behind `from`; false: nowhere. */
bool find_locate(const struct find_word *w, const char *text, size_t from,
                 struct find_span *out);
/* A line of at most `cols` columns out of the text, around the first of the
   words that is there, with what is found in it. */
void find_snippet(struct find_shown *out, struct arena *a,
                  const struct find_query *q, const char *before,
                  const char *text, int cols);

/* ---- find_when.c -------------------------------------------------------- */
enum find_when {
    WHEN_NOT, /* no time: a word */
    WHEN_BAD, /* meant as one, but there is no such day or month */
    WHEN_SPAN
};
/* The token is folded; `year` is the one a month without a year belongs to. */
enum find_when find_when(const char *token, int year, struct span *out);
/* 2025, 去年: the year it names; 0 for any other token. */
int find_when_year(const char *token);

/* ---- find_rows.c -------------------------------------------------------- */
struct find_candidate;

/* Does the whole of it, record `id`, hold what is asked for?  *day is its day
   then; when it is given, the row is known to meet the conditions on it. */
bool find_verify(struct book *b, const struct find_query *q,
                 const struct find_candidate *c, int64_t id, int *day,
                 bool *holds, struct err *err);

/* ---- find_pages.c ------------------------------------------------------- */
/* Where a walk from the newest to the oldest stands. */
struct find_place {
    char day[12];
    int64_t id;
};
struct find_place find_place_first(const struct find_query *q,
                                   enum find_what what);
/* The next rows of events, talks, plans or files, at most max; those that may
   be a hit go to ids, and their days.  soft: only what is of one of these
   kinds; NULL: all. *looked is how many there were; fewer than max: these were
   the last. */
bool find_page(struct book *b, const struct find_query *q, enum find_what what,
               const char *soft, struct find_place *place, int64_t *ids,
               int *days, size_t max, size_t *n, size_t *looked,
               struct err *err);
/* All people that a word may mean, in the clerk's order; the caller frees
 *ids. */
bool find_people(struct book *b, const struct find_word *w, int64_t **ids,
                 size_t *n, struct err *err);

/* All files of people whom one of the words may mean; the caller frees *ids. */
bool find_files(struct book *b, const struct find_query *q, int64_t **ids,
                size_t *n, struct err *err);

/* The person that the first @name means when it can be only one; 0.  Events
   that a page hands out are known to concern that one: a statement for each of
   28,000 took most of the time. */
int64_t find_first_one(const struct find_query *q);

/* Bound alike in both rooms: what of a row is asked of every kind of it. */
void find_bind_times(struct stmt *st, const struct find_query *q);
void find_bind_kinds(struct stmt *st, const struct find_query *q);

/* Conditions on a row of event e, talk t, plan p. */
#define FIND_KIND_OF(codes, kind) "instr(" codes ", ',' || " kind " || ',') > 0"
#define FIND_EVENT_PASSES                                                      \
    "(e.voided_on is null) = :live and e.on_day between :from and :to"         \
    " and (:state is null or e.state = :state)"                                \
    " and (:kinds is null or exists (select 1 from event_kind k"               \
    "  where k.event_id = e.id and (k.voided_on is null or not :live)"         \
    "  and " FIND_KIND_OF(":kinds", "k.kind") "))"
#define FIND_ONE "= :one"
#define FIND_ATTENDS(event, who)                                               \
    "exists (select 1 from attend x indexed by attend_person"                  \
    " where x.event_id = " event " and x.person_id " who                       \
    " and +x.state in ('1', '2') and (x.voided_on is null or not :live))"
#define FIND_IN_PART(event, part, by, person)                                  \
    "exists (select 1 from " part " x indexed by " by                          \
    " where x.event_id = " event " and x." person                              \
    " and (x.voided_on is null or not :live))"
#define FIND_LEADS(event, who)                                                 \
    FIND_IN_PART(event, "event_kind", "event_kind_lead", "lead_id " who)
#define FIND_IS_SUBJECT(event, who)                                            \
    FIND_IN_PART(event, "agenda", "agenda_subject", "subject_id " who)
#define FIND_SPEAKS(event, who)                                                \
    FIND_IN_PART(event, "point", "point_person", "person_id " who)
#define FIND_OWNS(event, who)                                                  \
    FIND_IN_PART(event, "action", "action_owner", "owner_id " who)
#define FIND_HOLDS(event, who)                                                 \
    "exists (select 1 from event x where x.id = " event " and (x.host_id " who \
    " or x.recorder_id " who "))"
/* Each out of an index of its own, the row with the minutes last.  `or` would
   compute them all even when the first is true; case does not. */
/* clang-format off */
#define FIND_EVENT_CONCERNS(event, who)                                        \
    "case when " FIND_ATTENDS(event, who) " then 1"                            \
    " when " FIND_LEADS(event, who) " then 1"                                  \
    " when " FIND_IS_SUBJECT(event, who) " then 1"                             \
    " when " FIND_SPEAKS(event, who) " then 1"                                 \
    " when " FIND_OWNS(event, who) " then 1"                                   \
    " else " FIND_HOLDS(event, who) " end"
/* clang-format on */
#define FIND_TALK_PASSES                                                       \
    "(t.voided_on is null) = :live and t.on_day between :from and :to"
#define FIND_PLAN_PASSES                                                       \
    "(p.voided_on is null) = :live and p.month || '-31' >= :from"              \
    " and p.month || '-01' <= :to"                                             \
    " and (:kinds is null or " FIND_KIND_OF(":kinds", "p.kind") ")"
#define FIND_FILE_PART(part, day)                                              \
    "exists (select 1 from " part " x where x.candidacy_id = c.id"             \
    " and x." day " between :from and :to"                                     \
    " and (x.voided_on is null or not :live))"
#define FIND_OF_FILE                                                           \
    " where candidacy_id = :id and (voided_on is null or not :live)"
/* With a time, something in it is of that time. */
#define FIND_FILE_PASSES                                                       \
    "(c.voided_on is null) = :live and ((:from = '0000' and :to = '9999')"     \
    " or " FIND_FILE_PART("step", "on_day") " or " FIND_FILE_PART(             \
        "step_entry", "on_day") ")"

/* ---- find_registers.c --------------------------------------------------- */
/* The register at or behind *at, which goes to it; NULL: no more. */
const struct small_register *find_register_at(struct book *b, size_t *at);
/* Candidates name a register by its place: that whose table it is; 0: none, or
   one that is not found here. */
size_t find_register_of(struct book *b, const char *table);
const struct small_register *find_register(struct book *b, size_t no);

/* One of the words is part of its name. */
bool find_register_is_called(const struct small_register *reg,
                             const struct find_query *q);

struct find_text {
    const char *label;
    const char *text;
    bool name; /* of somebody: pinyin finds it, too */
};
/* What of a record can be found, in the order of its form. */
size_t find_register_texts(struct book *b, struct arena *a,
                           const struct record *r, struct find_text **out);
const char *find_register_title(struct book *b, struct arena *a,
                                const struct record *r);
/* *there: it has not gone since it was found. */
bool find_register_read(struct book *b, struct arena *a, const struct ledger *l,
                        int64_t id, struct record *r, bool *there,
                        struct err *err);
bool find_register_verify(struct book *b, const struct find_query *q,
                          const struct find_candidate *c, int *day, bool *holds,
                          struct err *err);

#define FIND_REGISTER_PAGE 512

struct find_register_page {
    const struct small_register *reg;
    const char *ids; /* that have one of these people; NULL: any */
    bool called;     /* in what they are called by, or else anywhere */
    int64_t below;   /* goes on */
    /* Those that may be a hit; fewer than a page looked at: the last. */
    int64_t found[FIND_REGISTER_PAGE];
    size_t n, looked;
};
bool find_register_page(struct book *b, const struct find_query *q,
                        struct find_register_page *p, struct err *err);

/* ---- find_source.c ------------------------------------------------------ */
/* A row that may be a hit, or a part of one. */
struct find_candidate {
    enum find_what what;
    const char *part; /* the statement that tells whose part it is, or NULL */
    int64_t id;
    int day; /* of a row that meets the conditions; DATE_NONE: not known yet */
    size_t reg; /* of FIND_ROW: find_register */
};

struct find_candidates {
    struct find_candidate *v;
    size_t n, cap;
};

enum find_phase {
    PHASE_PEOPLE,
    PHASE_EVENTS,
    PHASE_TALKS,
    PHASE_PLANS,
    PHASE_FILES,
    PHASE_ROWS,
    PHASE_PARTS,
    PHASE_REGISTERS,
    PHASE_OVER
};

/* One word followed through the index. */
struct find_trail {
    const char *words[2];
    int64_t below;
    struct find_candidates rows;
};

struct find {
    struct book *b;
    const struct find_query *q;
    enum find_phase phase;
    struct find_candidates queue;
    size_t at; /* in the queue */
    struct find_place place;
    bool walking; /* place is where the phase has come to */
    const char *words[FIND_TERMS + 1]; /* asked of the index together */
    size_t n_words;
    struct strbuf soft; /* kinds that words name: ,lecture,study, */
    bool walks;         /* through events, plans, talks */
    bool indexed;
    int64_t below;
    struct find_trail trails[FIND_TERMS];
    bool raced; /* the rarest word is known, its rows are the queue */
    struct find_register_page page; /* of the register walked through */
    size_t register_at, n_registers;
    char *people;   /* whose registers' records are walked; NULL: all */
    uint64_t *seen; /* open addressing; 0: free */
    size_t n_seen, cap_seen;
};

/* The next candidates into the queue, or on to the next phase; takes from the
   budget what it has looked at without handing it on. */
bool find_refill(struct find *f, int *budget, struct err *err);
void find_source_clear(struct find *f);

#endif
