/* Lines of rolls one by one: read, and those of one person; what one can ask
   for (kinds, groups); and the arithmetic of shares. */
#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "rates_parts.h"

/* Columns of RATE_SELECT_SQL. */
enum {
    LINE_ID,
    LINE_EVENT,
    LINE_PERSON,
    LINE_STATE,
    LINE_LEADER,
    LINE_MADE_UP_ON,
    LINE_ON,
    LINE_KIND,
    LINE_TITLE,
    LINE_REASON,
    LINE_REASON_TEXT,
    LINE_FORM,
    LINE_BY
};

/* ---- reading ------------------------------------------------------------ */

void rate_reader_bind(struct rate_reader *r, const struct rate_ask *ask)
{
    char from[11];
    char to[11];
    int day = r->book->day;
    bool open = ask->span.to == DATE_NONE || ask->span.to > day;
    date_text(day, r->day);
    stmt_int(&r->st, ":branch", r->book->branch);
    stmt_text(&r->st, ":from", date_text(ask->span.from, from));
    stmt_text(&r->st, ":to", date_text(open ? day : ask->span.to, to));
    stmt_text(&r->st, ":kinds", ask->kinds);
    stmt_int(&r->st, ":grp", ask->grp);
}

/* The roll is that of the event's first kind, so its body says whose meeting
   it was. */
static void next_event(struct rate_reader *r, int64_t id)
{
    const struct kind *k =
        kinds_by_code(book_kinds(r->book), stmt_col_text(&r->st, LINE_KIND));
    r->event = (struct rate_event){.id = id, .on = DATE_NONE};
    date_read(stmt_col_text(&r->st, LINE_ON), &r->event.on);
    r->event.shared =
        k != NULL && (k->body == BODY_ALL || k->body == BODY_GROUP);
}

bool rate_reader_next(struct rate_reader *r)
{
    if (!stmt_row(&r->st)) {
        return false;
    }
    int64_t id = stmt_col_int(&r->st, LINE_EVENT);
    if (id != r->event.id) {
        next_event(r, id);
    }
    return true;
}

int64_t rate_reader_person(struct rate_reader *r)
{
    return stmt_col_int(&r->st, LINE_PERSON);
}

char rate_reader_state(struct rate_reader *r)
{
    return stmt_col_text(&r->st, LINE_STATE)[0];
}

static bool is_away(struct rate_reader *r)
{
    char state = rate_reader_state(r);
    return state == ATTEND_LEAVE[0] || state == ATTEND_ABSENT[0];
}

bool rate_reader_is_made_up(struct rate_reader *r)
{
    const char *on = stmt_col_text(&r->st, LINE_MADE_UP_ON);
    return is_away(r) && on[0] != '\0' && strcmp(on, r->day) <= 0;
}

bool rate_reader_leads(struct rate_reader *r)
{
    return r->event.shared && stmt_col_int(&r->st, LINE_LEADER) != 0 &&
           !is_away(r);
}

static const char *meeting_of(struct rate_reader *r)
{
    if (r->event.meeting == NULL) {
        const char *code = stmt_col_text(&r->st, LINE_KIND);
        const char *title = stmt_col_text(&r->st, LINE_TITLE);
        const struct kind *k = kinds_by_code(book_kinds(r->book), code);
        r->event.meeting =
            arena_printf(r->arena, "%s%s%s", k != NULL ? k->name : code,
                         title[0] != '\0' ? "：" : "", title);
    }
    return r->event.meeting;
}

static const char *reason_of(struct rate_reader *r)
{
    const char *name =
        codes_name("absence_reason", stmt_col_text(&r->st, LINE_REASON));
    const char *text = stmt_col_text(&r->st, LINE_REASON_TEXT);
    bool both = name[0] != '\0' && text[0] != '\0';
    return arena_printf(r->arena, "%s%s%s", name, both ? "，" : "", text);
}

struct rate_line rate_reader_line(struct rate_reader *r)
{
    static const char *const states[] = {ATTEND_PRESENT, ATTEND_ONLINE,
                                         ATTEND_LEAVE, ATTEND_ABSENT};
    bool away = is_away(r);
    struct rate_line line = {
        .id = stmt_col_int(&r->st, LINE_ID),
        .event = r->event.id,
        .person = rate_reader_person(r),
        .name = "",
        .on = r->event.on,
        .meeting = meeting_of(r),
        .state = "",
        .reason = away ? reason_of(r) : "",
        .made_up_on = DATE_NONE,
        .made_up_form = "",
        .made_up_by = "",
        .owed_days = -1,
        .leader = rate_reader_leads(r),
    };
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        line.state =
            states[i][0] == rate_reader_state(r) ? states[i] : line.state;
    }
    if (rate_reader_is_made_up(r)) {
        date_read(stmt_col_text(&r->st, LINE_MADE_UP_ON), &line.made_up_on);
        line.made_up_form =
            codes_name("makeup_form", stmt_col_text(&r->st, LINE_FORM));
        line.made_up_by = arena_str(r->arena, stmt_col_text(&r->st, LINE_BY));
    } else if (away) {
        line.owed_days = r->book->day - line.on;
    }
    return line;
}

bool rates_person(struct book *b, struct arena *a, const struct rate_ask *ask,
                  int64_t person, struct rate_line **out, size_t *n,
                  struct err *err)
{
    struct rate_reader r = {.book = b, .arena = a};
    struct rate_line *list = NULL;
    size_t cap = 0;
    *n = 0;
    /* By the days of the span, too: one lookup an event, not all his years. */
    stmt_open(&r.st, b->db,
              SQL(RATE_SELECT_SQL RATE_WHERE_SQL
                  " and a.person_id = :person order by e.on_day, e.id"));
    rate_reader_bind(&r, ask);
    stmt_int(&r.st, ":person", person);
    while (rate_reader_next(&r)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = rate_reader_line(&r);
    }
    *out = arena_array(a, *n, sizeof **out);
    if (*n > 0) {
        memcpy(*out, list, *n * sizeof *list);
    }
    mem_free(list);
    return stmt_done(&r.st, err) || err_doing(err, "读取到会情况");
}

/* ---- shares ------------------------------------------------------------- */

int rate_share(int64_t part, int64_t whole)
{
    if (whole <= 0) {
        return RATE_NONE;
    }
    if (part <= 0 || part >= whole) {
        return part <= 0 ? 0 : 1000;
    }
    int64_t share = (2000 * part + whole) / (2 * whole);
    return (int)(share < 1 ? 1 : share > 999 ? 999 : share);
}

int rate_raw(const struct rate_count *c)
{
    return rate_share(c->present + c->online, c->due);
}

int rate_after(const struct rate_count *c)
{
    return rate_share(c->present + c->online + c->made_up, c->due);
}

const char *rate_text(int share, char out[8])
{
    struct strbuf sb;
    sb_init(&sb);
    if (share == RATE_NONE) {
        sb_add(&sb, "—");
    } else {
        sb_addf(&sb, "%d.%d%%", share / 10, share % 10);
    }
    memcpy(out, sb.s, sb.len + 1);
    sb_clear(&sb);
    return out;
}

/* ---- what can be asked for ---------------------------------------------- */

bool rate_kinds(struct book *b, struct arena *a, const char *typed,
                const char **kinds, const char **name)
{
    if (strcmp(typed, RATE_THREE_ONE) == 0) {
        *kinds = ",branch.meeting,committee.meeting,group.meeting,lecture,";
        *name = RATE_THREE_ONE;
        return true;
    }
    const struct kind *k = kinds_find(book_kinds(b), typed);
    if (k == NULL) {
        return false;
    }
    *kinds = arena_printf(a, ",%s,", k->code);
    *name = k->name;
    return true;
}

bool rate_groups(struct book *b, struct arena *a, struct rate_group **out,
                 size_t *n, struct err *err)
{
    struct rate_group *list = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select id, name from grp where branch_id = :branch"
                  " and voided_on is null order by ord, id"));
    stmt_int(&st, ":branch", b->branch);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = (struct rate_group){stmt_col_int(&st, 0),
                                           arena_str(a, stmt_col_text(&st, 1))};
    }
    *out = arena_array(a, *n, sizeof **out);
    if (*n > 0) {
        memcpy(*out, list, *n * sizeof *list);
    }
    mem_free(list);
    return stmt_done(&st, err) || err_doing(err, "读取党小组");
}
