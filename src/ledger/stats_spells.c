/* The spells of the branch with the days that count: an admission from its
   approval, a transfer out from its letter, anything else as the roster has it.

   Only reads; who is counted where is of the tables. */
#include "stats_parts.h"

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/rules/pipeline.h"
#include "pbtui/store/stmt.h"

/* The approval of the admission this spell came of lies in it, of the one that
   made a full member anywhere: it may have come from another unit. */
#define SPELLS                                                                 \
    "select m.id, m.person_id, p.name, m.in_kind, m.in_from, m.out_kind,"      \
    " m.out_to, m.from_on, m.to_on, m.out_letter_on, p.join_on,"               \
    " p.probation_until, p.full_on,"                                           \
    " (select min(s.on_day) from candidacy c"                                  \
    " join step s on s.candidacy_id = c.id where c.person_id = p.id"           \
    " and c.voided_on is null and s.voided_on is null and s.dropped is null"   \
    " and s.no = :approve and coalesce(s.result, :approved) = :approved"       \
    " and s.on_day >= m.from_on and "                                          \
    " (m.to_on is null or s.on_day <= m.to_on)),"                              \
    " (select max(s.on_day) from candidacy c"                                  \
    " join step s on s.candidacy_id = c.id where c.person_id = p.id"           \
    " and c.voided_on is null and s.voided_on is null and s.dropped is null"   \
    " and s.no = :confirm and coalesce(s.result, :approved) = :approved"       \
    " and s.on_day >= p.join_on)"                                              \
    " from member m join person p on p.id = m.person_id"                       \
    " where m.branch_id = :branch and m.voided_on is null"                     \
    " and p.voided_on is null order by p.ord, p.id, m.from_on"

static bool is_letter(const char *out_kind)
{
    return stats_is_kind("out_kind", out_kind, "转出组织关系");
}

static bool is_admission(const char *in_kind)
{
    return stats_is_kind("in_kind", in_kind, "发展党员");
}

static struct stats_spell spell_of(struct stmt *st, struct arena *a)
{
    struct stats_spell s = {
        .id = stmt_col_int(st, 0),
        .person = stmt_col_int(st, 1),
        .name = life_text(st, a, 2),
        .in_kind = life_text(st, a, 3),
        .in_from = life_text(st, a, 4),
        .out_kind = life_text(st, a, 5),
        .out_to = life_text(st, a, 6),
        .from = life_day(st, 7),
        .to = life_day(st, 8),
        .letter = life_day(st, 9),
        .join = life_day(st, 10),
        .until = life_day(st, 11),
        .full_on = life_day(st, 12),
        .approved = life_day(st, 13),
    };
    int confirmed = life_day(st, 14);
    s.is_letter = is_letter(s.out_kind);
    s.full = s.full_on == DATE_NONE || confirmed == DATE_NONE ? s.full_on
                                                              : confirmed;
    s.begin = is_admission(s.in_kind) && s.approved != DATE_NONE ? s.approved
                                                                 : s.from;
    s.left = s.is_letter && s.letter != DATE_NONE ? s.letter : s.to;
    return s;
}

bool stats_spells_read(struct stats_work *w)
{
    struct stmt st;
    struct stats_spell *v = NULL;
    size_t n = 0, cap = 0;
    stmt_open(&st, w->book->db, SQL(SPELLS));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_int(&st, ":approve", AT_APPROVE);
    stmt_int(&st, ":confirm", AT_CONFIRM);
    stmt_text(&st, ":approved", RESULT_APPROVED);
    while (stmt_row(&st)) {
        MEM_PUSH(v, n, cap);
        v[n++] = spell_of(&st, w->arena);
    }
    w->spells = life_keep(w->arena, v, n, sizeof *v);
    w->n_spells = n;
    return stmt_done(&st, w->err) || err_doing(w->err, "读取组织关系");
}

bool stats_there(const struct stats_spell *s, int day)
{
    return s->begin <= day && (s->to == DATE_NONE || s->to > day);
}

bool stats_in_year(const struct stats_work *w, int day)
{
    return day != DATE_NONE && day >= w->from && day <= w->closing;
}

struct stats_entry stats_entry_of(const struct stats_spell *s, int on,
                                  const char *why)
{
    return (struct stats_entry){.book = "roster",
                                .id = s->person,
                                .person = s->person,
                                .member = s->id,
                                .name = s->name,
                                .on = on,
                                .why = why,
                                .sign = 1,
                                .key = s->id};
}
