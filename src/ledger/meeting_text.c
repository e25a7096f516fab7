/* What a meeting is called, the outline it starts from, and what may still be
   standing in it of the one it was copied from. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"

/* ---- titles ------------------------------------------------------------- */

static void add_group(struct book *b, int64_t grp, struct strbuf *out)
{
    struct stmt st;
    stmt_open(&st, b->db, SQL("select name from grp where id = :id"));
    stmt_int(&st, ":id", grp);
    if (stmt_row(&st)) {
        sb_add(out, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void add_title(struct book *b, const char *code, int64_t grp, int64_t no,
                      struct strbuf *out)
{
    const struct kind *k = kinds_by_code(book_kinds(b), code);
    if (grp != 0) {
        add_group(b, grp, out);
    }
    if (no > 0) {
        sb_addf(out, "第 %lld 次", (long long)no);
    }
    sb_add(out, k != NULL ? k->name : code);
}

void meeting_title(const struct meeting *m, struct strbuf *out)
{
    int64_t no = 0;
    for (size_t i = 0; i < m->kinds.n; i++) {
        const struct record *r = &m->kinds.v[i].now;
        bool leads = !m->kinds.v[i].gone && record_int(r, EK_ORD) == 1;
        no = leads ? record_int(r, EK_NO) : no;
    }
    add_title(m->book, record_text(&m->event, EVENT_KIND),
              record_int(&m->event, EVENT_GRP), no, out);
}

void event_title(struct book *b, const struct record *event, struct strbuf *out)
{
    int64_t no = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select no from event_kind where event_id = :id"
                  " and voided_on is null order by ord limit 1"));
    stmt_int(&st, ":id", event->id);
    if (stmt_row(&st)) {
        no = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    add_title(b, record_text(event, EVENT_KIND), record_int(event, EVENT_GRP),
              no, out);
}

/* ---- outline ------------------------------------------------------------ */

static void add_topics(const struct meeting *m, struct strbuf *out)
{
    static const char *const numbers[] = {"一", "二", "三", "四", "五",
                                          "六", "七", "八", "九", "十"};
    size_t n = 0;
    for (size_t i = 0; i < m->agenda.n && n < 10; i++) {
        const struct record *r = &m->agenda.v[i].now;
        if (!m->agenda.v[i].gone && !record_is_null(r, AGENDA_TOPIC)) {
            sb_addf(out, "（%s）%s\n", numbers[n++],
                    record_text(r, AGENDA_TOPIC));
        }
    }
}

const char *meeting_outline(struct meeting *m)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < m->kinds.n; i++) {
        const struct kind *k = meeting_kind_of(m, &m->kinds.v[i].now);
        if (!m->kinds.v[i].gone && k != NULL && k->outline[0] != '\0') {
            sb_add(&sb, k->outline);
            if (sb.s[sb.len - 1] != '\n') {
                sb_addc(&sb, '\n');
            }
        }
    }
    add_topics(m, &sb);
    const char *text = arena_str(m->arena, sb.s);
    sb_clear(&sb);
    return text;
}

/* ---- from the last one -------------------------------------------------- */

static void copy_part(struct meeting *m, struct meeting_list *list,
                      const struct meeting_part *from, const int *fields,
                      size_t n)
{
    struct meeting_part *p = meeting_part_add(m, list, from->now.ledger);
    for (size_t i = 0; i < n; i++) {
        p->now.values[fields[i]] = from->now.values[fields[i]];
    }
}

static bool copy_kinds(struct meeting *m, const struct meeting *last,
                       struct err *err)
{
    static const int own[] = {EK_SUB,   EK_TITLE, EK_LEAD,  EK_LEAD_OUT,
                              EK_FORM,  EK_BASE,  EK_BOXES, EK_READINGS,
                              EK_HOURS, EK_EXTRA};
    const char *codes[16];
    size_t n = 0;
    for (size_t i = 0; i < last->kinds.n && n < 16; i++) {
        codes[n++] = record_text(&last->kinds.v[i].now, EK_KIND);
    }
    if (!meeting_also(m, codes, n, err)) {
        return false;
    }
    for (size_t i = 0; i < m->kinds.n; i++) {
        for (size_t j = 0; j < last->kinds.n; j++) {
            struct record *to = &m->kinds.v[i].now;
            const struct record *from = &last->kinds.v[j].now;
            if (strcmp(record_text(to, EK_KIND), record_text(from, EK_KIND)) !=
                0) {
                continue;
            }
            for (size_t f = 0; f < sizeof own / sizeof own[0]; f++) {
                to->values[own[f]] = from->values[own[f]];
            }
        }
    }
    return true;
}

bool meeting_copy_last(struct meeting *m, struct err *err)
{
    static const int texts[] = {EVENT_TITLE, EVENT_MINUTES, EVENT_GUESTS,
                                EVENT_CAMPAIGN};
    static const int topic[] = {AGENDA_ORD, AGENDA_TOPIC, AGENDA_RESOLUTION,
                                AGENDA_VOTE_RULE, AGENDA_VOTE_WAY};
    struct meeting last;
    int64_t id = meeting_last_of(m);
    if (id == 0) {
        return err_set(err, ERR_RULE, "E-EVENT-003",
                       "还没有开过这类会，没有可以照着写的；请直接填写。");
    }
    if (!meeting_read(&last, m->book, m->arena, id, err) ||
        !copy_kinds(m, &last, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        m->event.values[texts[i]] = last.event.values[texts[i]];
    }
    for (size_t i = 0; i < last.agenda.n; i++) {
        copy_part(m, &m->agenda, &last.agenda.v[i], topic,
                  sizeof topic / sizeof topic[0]);
    }
    m->from_id = id;
    return true;
}

/* ---- residue ------------------------------------------------------------ */

struct hunt {
    struct meeting *m;
    struct residue *out;
    size_t n, max;
};

/* Some characters around, whole ones. */
static const char *around(struct arena *a, const char *text, size_t at,
                          size_t n_bytes)
{
    size_t from = at;
    size_t to = at + n_bytes;
    size_t len = strlen(text);
    for (int i = 0; i < 6 && from > 0; i++) {
        uint32_t cp;
        from -= utf8_prev(text, from, &cp);
    }
    for (int i = 0; i < 6 && to < len; i++) {
        uint32_t cp;
        to += utf8_next(text + to, len - to, &cp);
    }
    return arena_strn(a, text + from, to - from);
}

static void hunt_in(struct hunt *h, const char *where, const char *text,
                    const char *what)
{
    const char *hit = what[0] != '\0' ? strstr(text, what) : NULL;
    if (hit == NULL || h->n == h->max) {
        return;
    }
    struct arena *a = h->m->arena;
    h->out[h->n++] = (struct residue){
        .where = arena_str(a, where),
        .text = arena_str(a, what),
        .around = around(a, text, (size_t)(hit - text), strlen(what)),
    };
}

static void hunt_everywhere(struct hunt *h, const char *what)
{
    const struct meeting *m = h->m;
    hunt_in(h, "主题", record_text(&m->event, EVENT_TITLE), what);
    hunt_in(h, "内容", record_text(&m->event, EVENT_MINUTES), what);
    hunt_in(h, "列席", record_text(&m->event, EVENT_GUESTS), what);
    for (size_t i = 0; i < m->agenda.n; i++) {
        const struct record *r = &m->agenda.v[i].now;
        if (!m->agenda.v[i].gone) {
            hunt_in(h, "议题", record_text(r, AGENDA_TOPIC), what);
            hunt_in(h, "决议", record_text(r, AGENDA_RESOLUTION), what);
        }
    }
    for (size_t i = 0; i < m->kinds.n; i++) {
        hunt_in(h, "题目", record_text(&m->kinds.v[i].now, EK_TITLE), what);
    }
}

static const char *const months[] = {"一月", "二月", "三月",   "四月",
                                     "五月", "六月", "七月",   "八月",
                                     "九月", "十月", "十一月", "十二月"};

/* The old month and day as people write them, when they are not today's, too.
 */
static void hunt_dates(struct hunt *h, int was, int now)
{
    int year, month, day, year2, month2, day2;
    char iso[11];
    struct arena *a = h->m->arena;
    date_split(was, &year, &month, &day);
    date_split(now, &year2, &month2, &day2);
    if (was == now) {
        return;
    }
    hunt_everywhere(h, date_text(was, iso));
    hunt_everywhere(h, arena_printf(a, "%d月%d日", month, day));
    if (month != month2) {
        hunt_everywhere(h, arena_printf(a, "%d月", month));
        hunt_everywhere(h, arena_printf(a, "%d 月", month));
        hunt_everywhere(h, months[month - 1]);
    }
    if (year != year2) {
        hunt_everywhere(h, arena_printf(a, "%d年", year));
    }
}

/* People who were there then, and are not in the roll now. */
static void hunt_people(struct hunt *h, const struct meeting *last)
{
    const struct meeting *m = h->m;
    for (size_t i = 0; i < last->roll.n; i++) {
        int64_t id = record_int(&last->roll.v[i].now, ATTEND_PERSON);
        bool here = false;
        for (size_t j = 0; j < m->roll.n; j++) {
            here = here || (!m->roll.v[j].gone &&
                            record_int(&m->roll.v[j].now, ATTEND_PERSON) == id);
        }
        if (!here) {
            hunt_everywhere(h, people_name(m->book, m->arena, id));
        }
    }
    for (size_t i = 0; i < last->agenda.n; i++) {
        int64_t id = record_int(&last->agenda.v[i].now, AGENDA_SUBJECT);
        if (id != 0) {
            hunt_everywhere(h, people_name(m->book, m->arena, id));
        }
    }
}

static void hunt_number(struct hunt *h, const struct meeting *last)
{
    const struct meeting *m = h->m;
    if (last->kinds.n == 0 || m->kinds.n == 0) {
        return;
    }
    int64_t was = record_int(&last->kinds.v[0].now, EK_NO);
    int64_t now = record_int(&m->kinds.v[0].now, EK_NO);
    if (was != 0 && was != now) {
        hunt_everywhere(h, arena_printf(m->arena, "第%lld次", (long long)was));
        hunt_everywhere(h,
                        arena_printf(m->arena, "第 %lld 次", (long long)was));
    }
}

size_t meeting_residue(struct meeting *m, struct residue *out, size_t max)
{
    struct hunt h = {m, out, 0, max};
    struct meeting last;
    if (m->from_id == 0 ||
        !meeting_read(&last, m->book, m->arena, m->from_id, NULL)) {
        return 0;
    }
    hunt_dates(&h, meeting_day(&last), meeting_day(m));
    hunt_number(&h, &last);
    hunt_people(&h, &last);
    return h.n;
}
