/* Who came, went and changed, over a span of days: one statement of many parts,
   each with the day, the person, a word, a code with its table, and where. */
#include "pbtui/ledger/life.h"

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"

/* Only people who are of the branch on that day, or leave it then. */
#define OF_BRANCH(day)                                                         \
    " exists (select 1 from member m where m.person_id = p.id"                 \
    " and m.branch_id = :branch and m.voided_on is null"                       \
    " and m.from_on <= " day " and (m.to_on is null or m.to_on >= " day "))"
#define IN_SPAN(day) day " between :from and :to"
/* on_day, name, what, code table, code, about, order of the person */
#define PERSON_PART(day, what)                                                 \
    "select p." day ", p.name, '" what "', '', '', '', p.ord"                  \
    " from person p where p.voided_on is null and " IN_SPAN(                   \
        "p." day) " and" OF_BRANCH("p." day)
#define MEMBER_PART(day, what, table, code, about)                             \
    "select t." day ", p.name, '" what "', '" table "', t." code ", t." about  \
    ", p.ord from member t join person p on p.id = t.person_id"                \
    " where t.voided_on is null and p.voided_on is null"                       \
    " and t.branch_id = :branch and " IN_SPAN("t." day)
#define POST_PART(day, what)                                                   \
    "select t." day ", p.name, '" what "', 'post', t.kind, t.basis, p.ord"     \
    " from post t join person p on p.id = t.person_id"                         \
    " where t.voided_on is null and p.voided_on is null"                       \
    " and t.branch_id = :branch and " IN_SPAN("t." day)
#define AWAY_PART(day, what)                                                   \
    "select t." day ", p.name, '" what "', 'away_kind', t.kind, t.place,"      \
    " p.ord from away t join person p on p.id = t.person_id"                   \
    " where t.voided_on is null and p.voided_on is null"                       \
    " and " IN_SPAN("t." day) " and" OF_BRANCH("t." day)
/* The first group somebody comes into is no change. */
#define CAME_FROM_ANOTHER                                                      \
    " and exists (select 1 from placement o where o.person_id = p.id"          \
    " and o.voided_on is null and o.from_on < t.from_on)"
#define GROUP_PART                                                             \
    "select t.from_on, p.name, '调整党小组', '', '', g.name, p.ord"       \
    " from placement t join person p on p.id = t.person_id"                    \
    " join grp g on g.id = t.grp_id and g.branch_id = :branch"                 \
    " where t.voided_on is null and p.voided_on is null"                       \
    " and " IN_SPAN("t.from_on") CAME_FROM_ANOTHER

/* Who comes in by being admitted (发展入党) is told by the day of admission;
   who was here when the ledger was begun (初始登记) has not moved. */
/* clang-format off */
#define ALL " union all "
#define CHANGES                                                                \
    MEMBER_PART("from_on", "进入", "in_kind", "in_kind", "in_from")            \
    " and t.in_kind not in ('01', '11')"                                       \
    ALL MEMBER_PART("to_on", "离开", "out_kind", "out_kind", "out_to")         \
    ALL PERSON_PART("join_on", "接收为预备党员")                               \
    ALL PERSON_PART("full_on", "预备党员转正")                                 \
    ALL POST_PART("from_on", "任")                                             \
    ALL POST_PART("to_on", "免")                                               \
    ALL AWAY_PART("from_on", "外出")                                           \
    ALL AWAY_PART("to_on", "返回")                                             \
    ALL GROUP_PART
/* clang-format on */

/* 任 支部书记: the word, and the code by name. */
static const char *what_of(struct arena *a, struct stmt *st)
{
    const char *table = stmt_col_text(st, 3);
    const char *code = stmt_col_text(st, 4);
    const char *name = table[0] != '\0' ? codes_name(table, code) : "";
    return arena_printf(a, "%s%s%s", stmt_col_text(st, 2),
                        name[0] != '\0' ? " " : "", name);
}

bool life_moves(struct book *b, struct arena *a, const struct span *span,
                struct life_move **out, size_t *n, struct err *err)
{
    struct life_move *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select * from (" CHANGES ") order by 1, 7, 2, 3"));
    life_bind(&st, b, span);
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct life_move){
            .on = life_day(&st, 0),
            .name = arena_str(a, stmt_col_text(&st, 1)),
            .what = what_of(a, &st),
            .about = arena_str(a, stmt_col_text(&st, 5)),
        };
    }
    *out = life_keep(a, v, *n, sizeof *v);
    return stmt_done(&st, err) || err_doing(err, "读取党员变动");
}
