/* A meeting in memory: made new, read, its kinds, its parts.

   The other rooms: meeting_make.c (new out of habits, or read),
   meeting_roll.c (who should come, who came), meeting_count.c (is it enough),
   meeting_text.c (titles, outline, residue), meeting_check.c and
   meeting_check_people.c (rules), meeting_save.c (one change out of all that
   differs), meeting_merge.c (two windows), meeting_pack.c (drafts),
   meeting_door.c and meeting_door_part.c (single records that come from
   elsewhere). */
#include "pbtui/ledger/meeting.h"

#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/attach.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- lists -------------------------------------------------------------- */

struct meeting_part *meeting_part_add(struct meeting *m, struct meeting_list *l,
                                      const struct ledger *of)
{
    if (l->n == l->cap) {
        size_t cap = l->cap == 0 ? 8 : l->cap * 2;
        struct meeting_part *more = arena_array(m->arena, cap, sizeof *more);
        if (l->n > 0) {
            memcpy(more, l->v, l->n * sizeof *more);
        }
        l->v = more;
        l->cap = cap;
    }
    struct meeting_part *p = &l->v[l->n++];
    *p = (struct meeting_part){.now = record_new(of, m->book, m->arena),
                               .under = -1};
    if (m->event.id != 0) {
        record_set_int(&p->now, of->parent, m->event.id);
    }
    return p;
}

/* Only marked: whoever holds an index goes on meaning the same part. */
void meeting_drop(struct meeting_list *l, size_t i)
{
    l->v[i].gone = true;
}

size_t meeting_count(const struct meeting_list *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        n += !l->v[i].gone;
    }
    return n;
}

int64_t meeting_branch(const struct meeting *m)
{
    return record_int(&m->event, EVENT_BRANCH);
}

int meeting_day(const struct meeting *m)
{
    return record_day(&m->event, EVENT_ON);
}

bool meeting_state_is(const struct meeting *m, const char *state)
{
    return strcmp(record_text(&m->event, EVENT_STATE), state) == 0;
}

bool meeting_is_planned(const struct meeting *m)
{
    return meeting_state_is(m, EVENT_PLANNED);
}

bool meeting_was_held(const struct meeting *m)
{
    return m->was.ledger != NULL &&
           strcmp(record_text(&m->was, EVENT_STATE), EVENT_HELD) == 0;
}

const struct kind *meeting_kind_of(const struct meeting *m,
                                   const struct record *kind_row)
{
    return kinds_by_code(book_kinds(m->book), record_text(kind_row, EK_KIND));
}

const struct kind *meeting_kind(const struct meeting *m)
{
    return kinds_by_code(book_kinds(m->book),
                         record_text(&m->event, EVENT_KIND));
}

/* ---- parts -------------------------------------------------------------- */

struct meeting_part *meeting_add_agenda(struct meeting *m, const char *topic)
{
    struct meeting_part *p = meeting_part_add(m, &m->agenda, &ledger_agenda);
    record_set_int(&p->now, AGENDA_ORD, (int64_t)m->agenda.n);
    record_set_text(&p->now, AGENDA_TOPIC,
                    topic != NULL ? arena_str(m->arena, topic) : NULL);
    return p;
}

struct meeting_part *meeting_add_point(struct meeting *m, size_t agenda)
{
    struct meeting_part *p = meeting_part_add(m, &m->points, &ledger_point);
    record_set_int(&p->now, POINT_ORD, (int64_t)m->points.n);
    p->under = (int)agenda;
    return p;
}

struct meeting_part *meeting_add_action(struct meeting *m, int agenda)
{
    struct meeting_part *p = meeting_part_add(m, &m->actions, &ledger_action);
    record_set_int(&p->now, ACTION_ORD, (int64_t)m->actions.n);
    record_set_int(&p->now, ACTION_BRANCH, meeting_branch(m));
    p->under = agenda;
    return p;
}

struct meeting_part *meeting_add_person(struct meeting *m, int64_t person)
{
    for (size_t i = 0; i < m->roll.n; i++) {
        struct meeting_part *p = &m->roll.v[i];
        if (record_int(&p->now, ATTEND_PERSON) == person) {
            p->gone = false;
            return p;
        }
    }
    struct meeting_part *p = meeting_part_add(m, &m->roll, &ledger_attend);
    record_set_int(&p->now, ATTEND_PERSON, person);
    record_set_text(&p->now, ATTEND_STATE, ATTEND_PRESENT);
    record_set_int(&p->now, ATTEND_VOTE, 0);
    record_set_int(&p->now, ATTEND_LEADER, 0);
    return p;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

struct meeting_part *meeting_add_file(struct meeting *m, const char *path,
                                      struct err *err)
{
    char hash[ATTACH_HASH_CHARS + 1];
    int64_t bytes;
    if (!attach_put(m->book->db, path, hash, &bytes, err)) {
        return NULL;
    }
    struct meeting_part *p = meeting_part_add(m, &m->files, &ledger_attachment);
    const char *end = strrchr(path, '.');
    bool picture =
        end != NULL && (strcmp(end, ".jpg") == 0 || strcmp(end, ".jpeg") == 0 ||
                        strcmp(end, ".png") == 0);
    record_set_text(&p->now, ATTACHMENT_KIND, picture ? "2" : "5");
    record_set_text(&p->now, ATTACHMENT_NAME,
                    arena_str(m->arena, file_name(path)));
    record_set_text(&p->now, ATTACHMENT_HASH, arena_str(m->arena, hash));
    record_set_int(&p->now, ATTACHMENT_BYTES, bytes);
    return p;
}

/* ---- kinds -------------------------------------------------------------- */

static struct meeting_part *add_kind(struct meeting *m, const char *code)
{
    for (size_t i = 0; i < m->kinds.n; i++) {
        if (strcmp(record_text(&m->kinds.v[i].now, EK_KIND), code) == 0) {
            m->kinds.v[i].gone = false;
            return &m->kinds.v[i];
        }
    }
    struct meeting_part *p = meeting_part_add(m, &m->kinds, &ledger_event_kind);
    record_set_text(&p->now, EK_KIND, arena_str(m->arena, code));
    record_set_int(&p->now, EK_BRANCH, meeting_branch(m));
    record_set_int(&p->now, EK_COUNTED, 0);
    record_set_int(&p->now, EK_LATE, 0);
    return p;
}

static bool is_among(const char *const *codes, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

/* The first kind leads, the others follow in the order they were asked for. */
static void order_kinds(struct meeting *m)
{
    const char *first = record_text(&m->event, EVENT_KIND);
    int64_t ord = 2;
    for (size_t i = 0; i < m->kinds.n; i++) {
        struct record *r = &m->kinds.v[i].now;
        bool leads = strcmp(record_text(r, EK_KIND), first) == 0;
        if (!m->kinds.v[i].gone) {
            record_set_int(r, EK_ORD, leads ? 1 : ord++);
        }
    }
}

bool meeting_also(struct meeting *m, const char *const *codes, size_t n,
                  struct err *err)
{
    const char *first = record_text(&m->event, EVENT_KIND);
    for (size_t i = m->kinds.n; i-- > 0;) {
        const char *code = record_text(&m->kinds.v[i].now, EK_KIND);
        if (strcmp(code, first) != 0 && !is_among(codes, n, code)) {
            meeting_drop(&m->kinds, i);
        }
    }
    for (size_t i = 0; i < n; i++) {
        add_kind(m, codes[i]);
    }
    return meeting_follow(m, false, err);
}

/* What the next one of this kind is called in its year. */
static bool next_number(struct meeting *m, const struct record *k, int64_t *no,
                        struct err *err)
{
    struct stmt st;
    *no = 1;
    stmt_open(&st, m->book->db,
              SQL("select coalesce(max(no), 0) + 1 from event_kind"
                  " where branch_id = :branch and for_year = :year"
                  " and kind = :kind and grp_id is :grp"
                  " and voided_on is null and event_id <> :event"));
    stmt_int(&st, ":branch", meeting_branch(m));
    stmt_int(&st, ":year", record_int(k, EK_FOR_YEAR));
    stmt_text(&st, ":kind", record_text(k, EK_KIND));
    if (record_is_null(k, EK_GRP)) {
        stmt_null(&st, ":grp");
    } else {
        stmt_int(&st, ":grp", record_int(k, EK_GRP));
    }
    stmt_int(&st, ":event", m->event.id);
    if (stmt_row(&st)) {
        *no = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

bool meeting_number_is_taken(const struct meeting *m, const struct record *k)
{
    struct stmt st;
    bool taken = false;
    if (record_is_null(k, EK_NO)) {
        return false;
    }
    stmt_open(&st, m->book->db,
              SQL("select 1 from event_kind where branch_id = :branch"
                  " and for_year = :year and kind = :kind"
                  " and coalesce(grp_id, 0) = :grp and no = :no"
                  " and voided_on is null and event_id <> :event limit 1"));
    stmt_int(&st, ":branch", meeting_branch(m));
    stmt_int(&st, ":year", record_int(k, EK_FOR_YEAR));
    stmt_text(&st, ":kind", record_text(k, EK_KIND));
    stmt_int(&st, ":grp", record_int(k, EK_GRP));
    stmt_int(&st, ":no", record_int(k, EK_NO));
    stmt_int(&st, ":event", m->event.id);
    taken = stmt_row(&st);
    return stmt_done(&st, NULL) && taken;
}

/* A number that was given by us and is not in the file yet may be somebody
   else's by now. */
static bool may_renumber(const struct meeting_part *p)
{
    const struct record *r = &p->now;
    return record_is_null(r, EK_NO) ||
           (p->was.ledger == NULL && record_int(r, EK_NO) == p->own_no);
}

/* What a kind's row says of its event follows the event; its number is given
   once and then stays, or is the one that was typed. */
static bool follow_kind(struct meeting *m, struct meeting_part *p,
                        struct err *err)
{
    struct record *r = &p->now;
    const struct kind *k = meeting_kind_of(m, r);
    bool moved =
        record_int(r, EK_FOR_YEAR) != record_int(&m->event, EVENT_FOR_YEAR) ||
        record_int(r, EK_GRP) != record_int(&m->event, EVENT_GRP);
    r->values[EK_BRANCH] = m->event.values[EVENT_BRANCH];
    r->values[EK_GRP] = m->event.values[EVENT_GRP];
    r->values[EK_ON] = m->event.values[EVENT_ON];
    r->values[EK_FOR_YEAR] = m->event.values[EVENT_FOR_YEAR];
    /* Only what was held is a 第n次. */
    if (k == NULL || !k->number || !meeting_state_is(m, EVENT_HELD)) {
        record_set_null(r, EK_NO);
        return true;
    }
    if (moved || may_renumber(p)) {
        if (!next_number(m, r, &p->own_no, err)) {
            return false;
        }
        record_set_int(r, EK_NO, p->own_no);
    }
    return true;
}

/* The year an event of a kind on a day usually counts for. */
static int usual_year(struct book *b, const struct record *event)
{
    int year, month, day;
    int on = record_day(event, EVENT_ON);
    const struct kind *k =
        kinds_by_code(book_kinds(b), record_text(event, EVENT_KIND));
    if (on == DATE_NONE) {
        return (int)record_int(event, EVENT_FOR_YEAR);
    }
    date_split(on, &year, &month, &day);
    return k != NULL && k->by_year ? year_of_report(on) : year;
}

void meeting_start_year(struct meeting *m)
{
    m->own_year = usual_year(m->book, &m->event);
}

/* The year it counts for, as long as nobody has said otherwise. */
static void follow_year(struct meeting *m)
{
    int year = usual_year(m->book, &m->event);
    if (record_int(&m->event, EVENT_FOR_YEAR) == m->own_year) {
        record_set_int(&m->event, EVENT_FOR_YEAR, year);
    }
    m->own_year = year;
}

/* ---- following ---------------------------------------------------------- */

bool meeting_follow_kinds(struct meeting *m, struct err *err)
{
    const char *code = record_text(&m->event, EVENT_KIND);
    follow_year(m);
    if (code[0] != '\0') {
        for (size_t i = m->kinds.n; i-- > 0;) {
            /* Another first kind: the one before does not stay behind. */
            struct record *r = &m->kinds.v[i].now;
            if (record_int(r, EK_ORD) == 1 &&
                strcmp(record_text(r, EK_KIND), code) != 0) {
                meeting_drop(&m->kinds, i);
            }
        }
        add_kind(m, code);
    }
    order_kinds(m);
    for (size_t i = 0; i < m->kinds.n; i++) {
        if (!m->kinds.v[i].gone && !follow_kind(m, &m->kinds.v[i], err)) {
            return false;
        }
    }
    return true;
}

bool meeting_follow(struct meeting *m, bool again, struct err *err)
{
    if (!meeting_follow_kinds(m, err)) {
        return false;
    }
    bool held = m->was.ledger != NULL &&
                strcmp(record_text(&m->was, EVENT_STATE), EVENT_HELD) == 0;
    return held && !again ? true : meeting_call_roll(m, err);
}
