/* What the rest of the books becomes when a step is saved or taken back: the
   dates and words of the roster out of the steps, the membership, the 党小组,
   the end of the file; and the same in words, before it is saved. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- the roster ------------------------------------------------------- */

static int column(const char *name)
{
    return ledger_field(&ledger_people, name);
}

static void put_day(struct pipeline_follow *w, const struct pipeline_dated *d,
                    int day)
{
    char text[11];
    int field = column(d->column);
    if (record_day(&w->person, field) == day) {
        return;
    }
    if (day == DATE_NONE) {
        record_set_null(&w->person, field);
    } else {
        record_set_day(&w->person, w->now.arena, field, day);
    }
    sb_addf(&w->text, "%s %s\n", d->label,
            day == DATE_NONE ? "清空" : date_text(day, text));
}

static void put_word(struct pipeline_follow *w, const char *name,
                     const char *table, const char *code, const char *label)
{
    int field = column(name);
    if (strcmp(record_text(&w->person, field), code) == 0) {
        return;
    }
    if (code[0] == '\0') {
        record_set_null(&w->person, field);
    } else {
        record_set_text(&w->person, field, code);
    }
    sb_addf(&w->text, "%s：%s\n", label,
            code[0] == '\0' ? "清空" : codes_name(table, code));
}

/* Dates that the file does not speak of stay as the roster has them; those of a
   membership are as before the file when it no longer speaks of them. */
static bool put_dates(struct pipeline_follow *w, struct pipeline_file *f,
                      struct err *err)
{
    struct pipeline_said was[PIPELINE_DATES], is[PIPELINE_DATES];
    pipeline_says(f, was);
    pipeline_says(&w->now, is);
    for (int i = 0; i < PIPELINE_DATES; i++) {
        int day = is[i].on;
        bool life = i == DATED_JOIN || i == DATED_FULL;
        if (!is[i].said && !was[i].said) {
            continue;
        }
        if (!is[i].said) {
            day = DATE_NONE;
            if (life &&
                !pipeline_before(f, pipeline_dated[i].column, &day, err)) {
                return false;
            }
        }
        put_day(w, &pipeline_dated[i], day);
    }
    return true;
}

/* ---- words of the roster ----------------------------------------------- */

/* A file that goes as far as 预备党员 only says nothing against the roster, in
   which he has been a full member for long. */
static bool is_beyond(const struct pipeline_follow *w,
                      const struct pipeline_file *f, const char *was)
{
    const char *full = codes_find("politic", "中共党员");
    return strcmp(record_text(&w->person, column("politic")), full) == 0 &&
           (was == NULL || strcmp(was, full) != 0) &&
           !pipeline_is_over(&w->now) && !pipeline_decided(f, RESULT_CONVERTED);
}

static bool put_politic(struct pipeline_follow *w, struct pipeline_file *f,
                        struct err *err)
{
    const char *was = pipeline_politic(f);
    const char *is = pipeline_politic(&w->now);
    if (is_beyond(w, f, was)) {
        return true;
    }
    if (is == NULL && (was == NULL || !pipeline_politic_before(f, &is, err))) {
        return was == NULL;
    }
    if (is[0] != '\0') {
        put_word(w, "politic", "politic", is, "政治面貌");
    }
    return true;
}

static const char *introducers(const struct pipeline_file *f)
{
    struct strbuf s;
    sb_init(&s);
    for (size_t i = 0; i < f->facts.n_helpers; i++) {
        const struct pipeline_helper *h = &f->facts.helpers[i];
        if (strcmp(h->role, "introducer") == 0 && h->holds.to == DATE_NONE) {
            sb_addf(&s, "%s%s", s.len > 0 ? "、" : "", h->name);
        }
    }
    const char *text = arena_str(f->arena, s.s != NULL ? s.s : "");
    sb_clear(&s);
    return text;
}

/* Filled in by the approval where nothing stands; taken out with it as long as
   it is what the approval put there. */
static void put_filled(struct pipeline_follow *w, const char *name,
                       const char *text, bool in)
{
    int field = column(name);
    if (in && text[0] != '\0' && record_is_null(&w->person, field)) {
        record_set_text(&w->person, field, text);
    } else if (!in && strcmp(record_text(&w->person, field), text) == 0) {
        record_set_null(&w->person, field);
    }
}

bool pipeline_put_roster(struct pipeline_follow *w, struct pipeline_file *f,
                         struct err *err)
{
    bool was = pipeline_admitted(f), is = pipeline_admitted(&w->now);
    if (!put_dates(w, f, err)) {
        return false;
    }
    if (was != is) {
        put_filled(w, "join_kind", codes_find("join_kind", "发展入党"), is);
        if (!is) {
            put_filled(w, "join_kind", codes_find("join_kind", "重新入党"), is);
        }
        put_filled(w, "introducers", introducers(&w->now), is);
    }
    return put_politic(w, f, err);
}

/* ---- the end of the file ----------------------------------------------- */

static const char *end_of(const struct pipeline_file *f, int *on)
{
    bool cancelled = pipeline_decided(f, RESULT_CANCELLED);
    int no = cancelled ? AT_CONFIRM : AT_ARCHIVE;
    *on = pipeline_on_of(pipeline_step_at(f, no));
    return cancelled ? END_CANCELLED : *on != DATE_NONE ? END_ARCHIVED : NULL;
}

static void put_end(struct pipeline_follow *w, struct pipeline_file *f)
{
    int on_was, on;
    const char *was = end_of(f, &on_was);
    const char *is = end_of(&w->now, &on);
    if (is != NULL && (was == NULL || on != on_was || strcmp(is, was) != 0)) {
        record_set_day(&w->head, f->arena, CANDIDACY_ENDED, on);
        record_set_text(&w->head, CANDIDACY_END_KIND, is);
        sb_addf(&w->text, "发展档案结束：%s\n", codes_name("pipeline_end", is));
    }
    if (is == NULL && was != NULL) {
        record_set_null(&w->head, CANDIDACY_ENDED);
        record_set_null(&w->head, CANDIDACY_END_KIND);
        sb_add(&w->text, "发展档案恢复为正在办理\n");
    }
    w->now.head = w->head;
}

/* ---- a record that is touched -------------------------------------------- */

bool pipeline_twin_read(struct pipeline_twin *out, struct pipeline_file *f,
                        const struct ledger *l, struct stmt *st,
                        struct err *err)
{
    int64_t id = stmt_row(st) ? stmt_col_int(st, 0) : 0;
    *out = (struct pipeline_twin){.r = NULL};
    if (!stmt_done(st, err)) {
        return false;
    }
    if (id == 0) {
        return true;
    }
    struct record *both = arena_array(f->arena, 2, sizeof *both);
    if (!record_read(&both[0], l, f->book, f->arena, id, err)) {
        return false;
    }
    both[1] = record_copy(&both[0], f->arena);
    *out = (struct pipeline_twin){.r = &both[0], .old = &both[1]};
    return true;
}

/* ---- all of it -------------------------------------------------------- */

bool pipeline_follow_begin(struct pipeline_follow *w, struct pipeline_file *f,
                           struct err *err)
{
    *w = (struct pipeline_follow){.head = record_copy(&f->head, f->arena)};
    sb_init(&w->text);
    if (!record_read(&w->person, &ledger_people, f->book, f->arena,
                     f->person.id, err)) {
        return false;
    }
    w->person_was = record_copy(&w->person, f->arena);
    return true;
}

static bool put_branch(struct pipeline_follow *w, struct pipeline_file *f,
                       struct err *err)
{
    bool moves;
    if (!pipeline_may_write(f, &moves, err)) {
        return false;
    }
    if (moves) {
        if (!pipeline_move(f, &w->head, err)) {
            return false;
        }
        sb_add(&w->text, "发展档案随本人转到本支部\n");
    }
    return true;
}

bool pipeline_follow_make(struct pipeline_follow *w, struct pipeline_file *f,
                          struct record *step, int gone, struct err *err)
{
    if (!pipeline_follow_begin(w, f, err) || !put_branch(w, f, err) ||
        !pipeline_after(w, f, step, gone, err)) {
        return false;
    }
    if (f->head.id == 0 && f->assumed != DATE_NONE &&
        !record_is_null(&f->head, CANDIDACY_CAME)) {
        sb_addf(&w->text, "建立发展档案：外单位转入，%s 转来\n",
                record_text(&f->head, CANDIDACY_CAME));
    }
    if (step != NULL && step->id == 0 &&
        record_int(step, STEP_ELSEWHERE) == 0 &&
        pipeline_was_elsewhere(f, step)) {
        sb_add(&w->text, "这一步在转来以前，记作外单位办理\n");
    }
    put_end(w, f);
    return pipeline_put_roster(w, f, err) &&
           pipeline_put_membership(w, f, err) &&
           pipeline_put_placement(w, f, err);
}

void pipeline_follow_clear(struct pipeline_follow *w)
{
    sb_clear(&w->text);
}
