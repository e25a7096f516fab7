/* Who somebody was on the day of a talk (row t), as SQL: for the book of talks
   and for the matrix, so that both say the same. */
#ifndef PBTUI_LEDGER_TALK_SQL_H
#define PBTUI_LEDGER_TALK_SQL_H

/* Codes below 30 are the posts of a 支部委员会 (data/codes/post.tsv). */
#define COMMITTEE_SQL(person)                                                  \
    "exists (select 1 from post p where p.person_id = " person                 \
    " and p.branch_id = t.branch_id and p.kind < '30'"                         \
    " and p.voided_on is null and p.from_on <= t.on_day"                       \
    " and (p.to_on is null or p.to_on > t.on_day))"

#define MEMBER_SQL(person)                                                     \
    "exists (select 1 from member m where m.person_id = " person               \
    " and m.branch_id = t.branch_id and m.voided_on is null"                   \
    " and m.from_on <= t.on_day"                                               \
    " and (m.to_on is null or m.to_on > t.on_day))"

#define TALK_BY_COMMITTEE_SQL   COMMITTEE_SQL("t.by_id")
#define TALK_WITH_COMMITTEE_SQL COMMITTEE_SQL("t.with_id")
#define TALK_MEMBERS_SQL                                                       \
    "(" MEMBER_SQL("t.by_id") " and " MEMBER_SQL("t.with_id") ")"

#define TALK_PAIR_SQL                                                          \
    "case when not " TALK_MEMBERS_SQL " then '含非党员' else"              \
    " case " TALK_BY_COMMITTEE_SQL " + " TALK_WITH_COMMITTEE_SQL               \
    " when 2 then '委员↔委员' when 1 then '委员↔党员'"             \
    " else '党员↔党员' end end"

#endif
