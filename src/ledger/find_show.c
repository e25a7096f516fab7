/* What a hit looks like: its title, and of its texts the one that shows most
   of the words, cut around them. */
#include "find_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "people_fields.h"
#include "pipeline_parts.h"

/* The text that is shown, as far as has been looked. */
struct choice {
    const struct find_query *q;
    struct arena *a;
    int score;
    const char *mark;
    const char *before; /* who said it */
    const char *text;
};

/* What is short and says most comes first; the words decide before that. */
enum weight {
    WEIGHT_NOTHING,
    WEIGHT_SIDE, /* place, guests */
    WEIGHT_MINUTES,
    WEIGHT_SAID,
    WEIGHT_ACTION,
    WEIGHT_TITLE,
    WEIGHT_TOPIC,
    WEIGHTS
};

static void offer(struct choice *c, const char *mark, enum weight weight,
                  const char *before, const char *text)
{
    int score = 0;
    if (text[0] == '\0') {
        return;
    }
    for (size_t i = 0; i < c->q->n_words; i++) {
        score += find_word_in(&c->q->words[i], text) ? WEIGHTS : 0;
    }
    score += (int)weight;
    if (score > c->score) {
        c->score = score;
        c->mark = mark;
        c->before = before[0] != '\0' ? arena_printf(c->a, "%s：", before) : "";
        c->text = arena_str(c->a, text);
    }
}

static void finish(struct choice *c, int cols, struct find_shown *out)
{
    out->mark = c->mark;
    find_snippet(out, c->a, c->q, c->before, c->text, cols);
}

/* ---- events ----------------------------------------------------------- */

static const char *abbr_of(struct book *b, const char *code)
{
    const struct kind *k = kinds_by_code(book_kinds(b), code);
    return k != NULL ? k->abbr : code;
}

/* 第 11 次支委会、集中学习 */
static bool add_kinds(struct book *b, int64_t id, bool voided,
                      struct strbuf *title, struct err *err)
{
    struct stmt st;
    bool first = true;
    stmt_open(&st, b->db,
              SQL("select kind, no from event_kind where event_id = :id"
                  " and (voided_on is null or :voided) order by ord, id"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":voided", voided);
    while (stmt_row(&st)) {
        sb_add(title, first ? "" : "、");
        if (first && !stmt_col_is_null(&st, 1)) {
            sb_addf(title, "第 %lld 次", (long long)stmt_col_int(&st, 1));
        }
        sb_add(title, abbr_of(b, stmt_col_text(&st, 0)));
        first = false;
    }
    return stmt_done(&st, err);
}

static bool offer_parts(struct choice *c, struct book *b, int64_t id,
                        struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, b->db,
        SQL("select 1, topic, resolution, discussion, dissent, '', ord"
            " from agenda where event_id = :id"
            " and (voided_on is null or not :live)"
            " union all select 2, title, readings, lead_out, base, '', ord"
            " from event_kind where event_id = :id"
            " and (voided_on is null or not :live)"
            " union all select 3, text, '', '', '',"
            " coalesce((select name from person where id = person_id),"
            " speaker, ''), ord from point where event_id = :id"
            " and (voided_on is null or not :live)"
            " union all select 4, text, done_note, '', '', '', ord"
            " from action where event_id = :id"
            " and (voided_on is null or not :live) order by 1, 7"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":live", !c->q->voided);
    while (stmt_row(&st)) {
        switch (stmt_col_int(&st, 0)) {
        case 1:
            offer(c, "议题", WEIGHT_TOPIC, "", stmt_col_text(&st, 1));
            offer(c, "议题", WEIGHT_TOPIC, "", stmt_col_text(&st, 2));
            offer(c, "议题", WEIGHT_SAID, "", stmt_col_text(&st, 3));
            offer(c, "议题", WEIGHT_SAID, "", stmt_col_text(&st, 4));
            break;
        case 2:
            offer(c, "会", WEIGHT_TITLE, "", stmt_col_text(&st, 1));
            offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 2));
            offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 3));
            offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 4));
            break;
        case 3:
            offer(c, "发言", WEIGHT_SAID, stmt_col_text(&st, 5),
                  stmt_col_text(&st, 1));
            break;
        default:
            offer(c, "待办", WEIGHT_ACTION, "", stmt_col_text(&st, 1));
            offer(c, "待办", WEIGHT_SAID, "", stmt_col_text(&st, 2));
            break;
        }
    }
    return stmt_done(&st, err);
}

/* 已召开 is what nobody asks about. */
static void add_state(struct strbuf *title, const char *state, bool voided)
{
    if (voided) {
        sb_add(title, "（作废）");
    } else if (strcmp(state, EVENT_HELD) != 0) {
        sb_addf(title, "（%s）", codes_name("event_state", state));
    }
}

static bool show_event(struct choice *c, struct book *b, int64_t id,
                       struct strbuf *title, struct err *err)
{
    struct stmt st;
    bool voided = false;
    const char *state = EVENT_HELD;
    stmt_open(&st, b->db,
              SQL("select e.title, e.minutes, e.dissent, e.place, e.guests,"
                  " e.campaign, e.state, e.voided_on is not null,"
                  " coalesce(g.name, ''), case when e.branch_id = :branch"
                  "  then '' else coalesce(nullif(b.short, ''), b.name) end"
                  " from event e join branch b on b.id = e.branch_id"
                  " left join grp g on g.id = e.grp_id where e.id = :id"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        offer(c, "会", WEIGHT_TITLE, "", stmt_col_text(&st, 0));
        offer(c, "会", WEIGHT_MINUTES, "", stmt_col_text(&st, 1));
        offer(c, "会", WEIGHT_MINUTES, "", stmt_col_text(&st, 2));
        offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 3));
        offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 4));
        offer(c, "会", WEIGHT_SIDE, "", stmt_col_text(&st, 5));
        state = arena_str(c->a, stmt_col_text(&st, 6));
        voided = stmt_col_int(&st, 7) != 0;
        const char *branch = stmt_col_text(&st, 9);
        const char *grp = stmt_col_text(&st, 8);
        sb_addf(title, "%s%s", branch, branch[0] != '\0' ? " " : "");
        sb_addf(title, "%s%s", grp, grp[0] != '\0' ? " " : "");
    }
    if (!stmt_done(&st, err) || !add_kinds(b, id, voided, title, err)) {
        return false;
    }
    add_state(title, state, voided);
    return offer_parts(c, b, id, err);
}

/* ---- the others ------------------------------------------------------- */

static bool show_talk(struct choice *c, struct book *b, int64_t id,
                      struct strbuf *title, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select m.name, w.name, t.topic, t.content, t.follow"
                  " from talk t join person m on m.id = t.by_id"
                  " join person w on w.id = t.with_id where t.id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        sb_addf(title, "%s与%s谈话", stmt_col_text(&st, 0),
                stmt_col_text(&st, 1));
        offer(c, "谈话", WEIGHT_TOPIC, "", stmt_col_text(&st, 2));
        offer(c, "谈话", WEIGHT_SAID, "", stmt_col_text(&st, 3));
        offer(c, "谈话", WEIGHT_SAID, "", stmt_col_text(&st, 4));
    }
    return stmt_done(&st, err);
}

static bool show_plan(struct choice *c, struct book *b, int64_t id,
                      struct strbuf *title, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select kind, topic, event_id is not null"
                  " from plan where id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        sb_addf(title, "计划：%s%s", abbr_of(b, stmt_col_text(&st, 0)),
                stmt_col_int(&st, 2) != 0 ? "（已办）" : "");
        offer(c, "计划", WEIGHT_TOPIC, "", stmt_col_text(&st, 1));
    }
    return stmt_done(&st, err);
}

static const char *abbr_of_step(struct choice *c, struct book *b, int64_t no)
{
    return no < 1 || no > PIPELINE_STEPS
               ? ""
               : arena_printf(c->a, "%d %s", (int)no,
                              book_pipeline(b)->steps[no].abbr);
}

/* Of a step, an entry, a helper, a notice, a paper: what is said in it. */
static bool offer_file_parts(struct choice *c, struct book *b, int64_t id,
                             struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select no, '', conclusion, reason, note, number, by_text,"
                  " place from step" FIND_OF_FILE
                  " union all select 0, kind, conclusion, content, null, null,"
                  " by_text, null from step_entry" FIND_OF_FILE
                  " union all select 0, '', name_text, reason, null, null,"
                  " null, null from helper" FIND_OF_FILE
                  " union all select no, '', objections, place, null, null,"
                  " null, null from publicity" FIND_OF_FILE
                  " union all select no, '', missing, file, null, null, null,"
                  " null from paper" FIND_OF_FILE));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":live", !c->q->voided);
    while (stmt_row(&st)) {
        const char *kind = stmt_col_text(&st, 1);
        const char *of = kind[0] != '\0'
                             ? codes_name("step_entry", arena_str(c->a, kind))
                             : abbr_of_step(c, b, stmt_col_int(&st, 0));
        for (int i = 2; i < stmt_cols(&st); i++) {
            offer(c, "发展", i < 5 ? WEIGHT_SAID : WEIGHT_SIDE, of,
                  stmt_col_text(&st, i));
        }
    }
    return stmt_done(&st, err);
}

#define FURTHEST PIPELINE_FURTHEST("c.id")

/* Found by whose it is alone: how far he has come. */
static bool show_file(struct choice *c, struct book *b, int64_t id,
                      struct strbuf *title, struct err *err)
{
    struct stmt st;
    const char *furthest = "";
    stmt_open(&st, b->db,
              SQL("select p.name, coalesce(c.end_kind, ''), c.came_from,"
                  " c.end_reason, c.note, coalesce((" FURTHEST "), 0),"
                  " c.voided_on is not null"
                  " from candidacy c join person p on p.id = c.person_id"
                  " where c.id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        const char *end = arena_str(c->a, stmt_col_text(&st, 1));
        const char *how = stmt_col_int(&st, 6) != 0 ? "作废"
                          : end[0] != '\0' ? codes_name("pipeline_end", end)
                                           : "";
        sb_addf(title, "%s的发展档案", stmt_col_text(&st, 0));
        sb_addf(title, how[0] != '\0' ? "（%s）" : "%s", how);
        furthest = abbr_of_step(c, b, stmt_col_int(&st, 5));
        for (int i = 2; i < 5; i++) {
            offer(c, "发展", WEIGHT_SAID, "", stmt_col_text(&st, i));
        }
    }
    if (!stmt_done(&st, err) || !offer_file_parts(c, b, id, err)) {
        return false;
    }
    if (c->score < WEIGHTS && furthest[0] != '\0') {
        c->mark = "发展";
        c->before = "";
        c->text = arena_printf(c->a, "办到 %s", furthest);
    }
    return true;
}

/* Letters of the name are not marked: which characters they stand for is not
   told by the match. */
static bool show_person(struct choice *c, struct book *b, int64_t id,
                        struct strbuf *title, struct err *err)
{
    struct stmt st;
    char day[11];
    sb_add(title, people_whole_name(b, c->a, id));
    stmt_open(&st, b->db,
              SQL("select t.sex, substr(t.birth_on, 1, 7), (" GROUP_SQL ")"
                  " from person t where t.id = :id"));
    stmt_int(&st, ":id", id);
    stmt_text(&st, ":day", date_text(b->day, day));
    if (stmt_row(&st)) {
        const char *sex = codes_name("sex", stmt_col_text(&st, 0));
        const char *born = stmt_col_text(&st, 1);
        c->text = arena_printf(
            c->a, "%s%s%s%s%s", sex, born[0] != '\0' ? " " : "", born,
            stmt_col_is_null(&st, 2) ? "" : " ", stmt_col_text(&st, 2));
    }
    return stmt_done(&st, err);
}

/* Beside a text, what it is called in the form. */
static bool show_record(struct choice *c, struct book *b,
                        const struct find_hit *hit, struct strbuf *title,
                        struct err *err)
{
    struct record r;
    struct find_text *texts;
    bool there;
    if (!find_register_read(b, c->a, hit->ledger, hit->id, &r, &there, err)) {
        return false;
    }
    if (!there) {
        return true;
    }
    sb_add(title, find_register_title(b, c->a, &r));
    size_t n = find_register_texts(b, c->a, &r, &texts);
    for (size_t i = 0; i < n; i++) {
        if (!texts[i].name) {
            offer(c, "台账", WEIGHT_SAID, texts[i].label, texts[i].text);
        }
    }
    return true;
}

/* ---- all of them ------------------------------------------------------ */

bool find_show(struct book *b, struct arena *a, const struct find_query *q,
               const struct find_hit *hit, int cols, struct find_shown *out,
               struct err *err)
{
    static const struct {
        const char *mark;
        bool (*show)(struct choice *c, struct book *b, int64_t id,
                     struct strbuf *title, struct err *err);
    } whats[] = {
        [FIND_PERSON] = {"人", show_person}, [FIND_EVENT] = {"会", show_event},
        [FIND_TALK] = {"谈话", show_talk},   [FIND_PLAN] = {"计划", show_plan},
        [FIND_FILE] = {"发展", show_file},   [FIND_ROW] = {"台账", NULL}};
    struct choice c = {.q = q, .a = a, .before = "", .text = ""};
    struct strbuf title;
    char day[11];
    c.mark = whats[hit->what].mark;
    sb_init(&title);
    bool ok = hit->what == FIND_ROW
                  ? show_record(&c, b, hit, &title, err)
                  : whats[hit->what].show(&c, b, hit->id, &title, err);
    *out = (struct find_shown){.title = arena_strn(a, title.s, title.len)};
    const char *date = date_text(hit->day, day);
    out->date =
        hit->what == FIND_PLAN ? arena_strn(a, date, 7) : arena_str(a, date);
    finish(&c, cols, out);
    sb_clear(&title);
    return ok;
}
