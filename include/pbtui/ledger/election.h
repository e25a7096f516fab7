/* An election as a whole: its head, the candidates, the verdict; and what its
   result makes of terms and posts, saved as one change.  Also how long the
   term in force still runs. */
#ifndef PBTUI_LEDGER_ELECTION_H
#define PBTUI_LEDGER_ELECTION_H

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/quorum.h"

enum election_field {
    ELECTION_BRANCH,
    ELECTION_KIND,
    ELECTION_ON,
    ELECTION_SEATS,
    ELECTION_ENTITLED,
    ELECTION_PRESENT,
    ELECTION_ISSUED,
    ELECTION_RETURNED,
    ELECTION_SPOILED,
    ELECTION_VERDICT,
    ELECTION_TERM,
    ELECTION_TELLERS,
    ELECTION_EVENT,
    ELECTION_NOTE,
    ELECTION_ASKED_ON,
    ELECTION_ASKED_PAPER,
    ELECTION_GRANTED_ON,
    ELECTION_GRANTED_PAPER,
    ELECTION_NAMES_ON,
    ELECTION_NAMES_PAPER,
    ELECTION_NAMES_GRANTED_ON,
    ELECTION_NAMES_GRANTED_PAPER,
    ELECTION_REPORT_ON,
    ELECTION_REPORT_PAPER,
    ELECTION_FILED_ON,
    ELECTION_FILED_PAPER,
    ELECTION_LEFT, /* computed: 还有 5 个月 */
    ELECTION_WHO   /* computed: who was elected */
};
enum candidate_field {
    CANDIDATE_ELECTION,
    CANDIDATE_PERSON,
    CANDIDATE_ORD,
    CANDIDATE_ADDED,
    CANDIDATE_YES,
    CANDIDATE_NO,
    CANDIDATE_ABSTAIN,
    CANDIDATE_ELECTED,
    CANDIDATE_POST
};

/* Codes as stored. */
#define ELECTION_WHOLE     "1" /* 换届 */
#define ELECTION_VACANCY   "2" /* 补选 */
#define ELECTION_SECRETARY "3" /* 书记、副书记 */
#define ELECTION_PASSED    "1" /* verdict: somebody was elected */
#define ELECTION_FAILED    "2" /* valid, but nobody has the votes */

/* A term's elected_on, years, extended_to and ended_on, apart by blanks ("-"
   for null), shown as what is left of it on the day that is looked at. */
extern const struct field_kind field_term_left;
#define TERM_LEFT_SQL(t)                                                       \
    t ".elected_on||' '||" t ".years||' '||coalesce(" t                        \
      ".extended_to,'-')||' '||coalesce(" t ".ended_on,'-')"

struct election_row {
    struct record now;
    struct record was; /* as read, or as it was made */
    const char *name;
    bool gone;  /* no candidate after all */
    bool fresh; /* added since the election was read */
    bool again; /* to be voted on once more */
};
struct election {
    struct book *book;
    struct arena *arena;
    struct record now;
    struct record was; /* as read, or as it was made */
    struct election_row *rows;
    size_t n, cap;
    int64_t roll;   /* who could vote that day, as the roster has it */
    bool committee; /* the branch had one that day: it elects the secretary */
};

bool election_new(struct election *e, struct book *b, struct arena *a,
                  struct err *err);
bool election_read(struct election *e, struct book *b, struct arena *a,
                   int64_t id, struct err *err);
bool election_changed(const struct election *e);
/* A committee elects its secretary among itself. */
bool election_within_committee(const struct election *e);
const struct vote_rule *election_rule(const struct election *e);

/* As typed.  应到会 follows day and kind until it is typed; ballots follow
   those who came. */
bool election_put(struct election *e, int field, const char *typed,
                  struct err *err);
bool election_row_put(struct election *e, size_t i, int field,
                      const char *typed, struct err *err);
/* By name, pinyin or #number. */
bool election_add(struct election *e, const char *typed, struct err *err);
void election_drop(struct election *e, size_t i);

/* Judges the counts; marks who is elected, and gives each of them a post to
   begin with. */
struct election_verdict election_judge_now(struct election *e);

void election_check(struct election *e, struct issues *is);
/* What saving makes of terms and posts, a line each; "" when nothing. */
bool election_effects(struct election *e, struct strbuf *out, struct err *err);
bool election_save(struct election *e, const char *reason, struct err *err);

/* When the term in force on the day that is looked at ends, and how pressing
   that is (rules/standing_term_alarm); DATE_NONE and 0 when there is none. */
bool election_term_due(struct book *b, int *ends, int *alarm, struct err *err);

#endif
