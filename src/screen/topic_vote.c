/* The vote of a topic: which counts its rule asks for, what the roll already
   says, the rest of the votes by one key, the resolution's sentence. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "topic_parts.h"

static const struct vote_rule *rule_of(const struct topic_view *v)
{
    return vote_rule(book_votes(v->app->book),
                     record_text(topic_record(v), AGENDA_VOTE_RULE),
                     record_day(&v->m->event, EVENT_ON));
}

static struct form_item *item_of(struct topic_view *v, int field)
{
    return formbox_item(&v->form, ledger_agenda.fields[field].column);
}

/* ---- what is asked ------------------------------------------------------ */

static void show_asked(struct topic_view *v, const struct vote_rule *rule)
{
    bool any = rule != NULL;
    bool written = any && rule->written;
    bool ballots = any && rule->ballots;
    const struct {
        int field;
        bool asked;
    } rows[] = {
        {AGENDA_VOTE_WAY, any},
        {AGENDA_ENTITLED, any},
        {AGENDA_PRESENT, any},
        {AGENDA_WRITTEN_YES, written},
        {AGENDA_WRITTEN_NO, written},
        {AGENDA_WRITTEN_ABSTAIN, written},
        {AGENDA_ISSUED, ballots},
        {AGENDA_RETURNED, ballots},
        {AGENDA_YES, any},
        {AGENDA_NO, any},
        {AGENDA_ABSTAIN, any},
        {AGENDA_SPOILED, any},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        item_of(v, rows[i].field)->hidden = !rows[i].asked;
    }
}

/* ---- what the roll says ------------------------------------------------- */

static int64_t known_or(const struct record *r, int field, int64_t otherwise)
{
    return record_is_null(r, field) ? otherwise : record_int(r, field);
}

bool topic_is_filled(const struct topic_view *v, const struct form_item *item)
{
    struct topic_target t = topic_target(v, item);
    bool may = t.what == TOPIC_FIELD &&
               (t.field == AGENDA_ENTITLED || t.field == AGENDA_PRESENT ||
                t.field == AGENDA_ISSUED || t.field == AGENDA_RETURNED);
    return may && !item->hidden && record_is_null(topic_record(v), t.field) &&
           item->line.text.len > 0 && item->error[0] == '\0';
}

/* Not while it is being typed in: an empty field may be on its way. */
static void fill(struct topic_view *v, int field, int64_t value,
                 const char *from)
{
    struct form_item *item = item_of(v, field);
    bool typing = formbox_focused(&v->form) == item && item->touched;
    item->echo[0] = '\0';
    if (!record_is_null(topic_record(v), field) || typing ||
        item->error[0] != '\0') {
        return;
    }
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    formbox_set(item, text);
    memcpy(item->echo, from, strlen(from) + 1);
}

static void fill_from_roll(struct topic_view *v, const struct vote_rule *rule)
{
    const struct record *r = topic_record(v);
    struct meeting_counts c = meeting_voters(v->m, r);
    int64_t due = rule->members ? c.entitled : c.due;
    int64_t came = rule->members ? c.voters : c.came;
    fill(v, AGENDA_ENTITLED, due, "按点名");
    fill(v, AGENDA_PRESENT, came, "按点名");
    came = known_or(r, AGENDA_PRESENT, came);
    fill(v, AGENDA_ISSUED, came, "按实到");
    fill(v, AGENDA_RETURNED, known_or(r, AGENDA_ISSUED, came), "同发出");
}

/* By ballots unless somebody says otherwise. */
static void choose_way(struct topic_view *v, const struct vote_rule *rule)
{
    struct form_item *item = item_of(v, AGENDA_VOTE_WAY);
    struct record *r = topic_record(v);
    bool was_asked = !item->hidden;
    if (rule->ballots && !was_asked && !v->form.read_only &&
        record_is_null(r, AGENDA_VOTE_WAY)) {
        record_set_text(r, AGENDA_VOTE_WAY, "1");
        topic_show(v, item);
    }
}

void topic_refresh(struct topic_view *v)
{
    const struct vote_rule *rule = rule_of(v);
    if (rule != NULL) {
        choose_way(v, rule);
    }
    show_asked(v, rule);
    if (rule != v->rule) {
        v->rule = rule;
        item_of(v, AGENDA_VOTE_RULE)->hint =
            rule != NULL
                ? arena_printf(&v->arena, "%s%s", rule->basis, rule->rule)
                : ledger_agenda.fields[AGENDA_VOTE_RULE].hint;
    }
    if (rule != NULL) {
        fill_from_roll(v, rule);
    }
}

void topic_clear_vote(struct topic_view *v)
{
    struct record *r = topic_record(v);
    if (!record_is_null(r, AGENDA_VOTE_RULE)) {
        return;
    }
    for (int f = AGENDA_VOTE_WAY; f <= AGENDA_SPOILED; f++) {
        record_set_null(r, f);
    }
}

/* ---- the rest of the votes ---------------------------------------------- */

void topic_fill_rest(struct topic_view *v)
{
    static const int votes[] = {AGENDA_YES, AGENDA_NO, AGENDA_ABSTAIN};
    const struct vote_rule *rule = rule_of(v);
    const struct record *r = topic_record(v);
    struct ui *ui = &v->app->ui;
    struct meeting_counts c = meeting_voters(v->m, r);
    int into = -1;
    if (rule == NULL) {
        ui_note(ui, ROLE_WARN, "先选表决事项（F4）。");
        return;
    }
    int64_t rest =
        known_or(r, AGENDA_PRESENT, rule->members ? c.voters : c.came);
    if (rule->ballots) {
        rest = known_or(r, AGENDA_RETURNED, known_or(r, AGENDA_ISSUED, rest));
    }
    rest -= known_or(r, AGENDA_SPOILED, 0);
    for (size_t i = 0; i < sizeof votes / sizeof votes[0]; i++) {
        into = into < 0 && record_is_null(r, votes[i]) ? votes[i] : into;
        rest -= known_or(r, votes[i], 0);
    }
    if (into < 0) {
        ui_note(ui, ROLE_DIM, "赞成、反对、弃权都填了，没有空着的。");
    } else if (rest < 0) {
        ui_note(ui, ROLE_ERROR, "填的票数已经多出 %" PRId64 " 票，请核对。",
                -rest);
    } else {
        formbox_put(&v->form, item_of(v, into),
                    arena_printf(&ui->frame, "%" PRId64, rest));
    }
}

/* ---- the resolution ----------------------------------------------------- */

/* 研究确定…… → 同意确定…… */
static const char *words_of_topic(struct arena *a, const char *topic)
{
    static const char *const verbs[] = {"研究", "讨论", "审议",
                                        "审定", "表决", "关于"};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strncmp(topic, verbs[i], strlen(verbs[i])) == 0) {
            topic += strlen(verbs[i]);
        }
    }
    return strncmp(topic, "同意", strlen("同意")) == 0
               ? topic
               : arena_printf(a, "同意%s", topic);
}

/* What the clerk wrote, without a sentence that was put before it earlier. */
static const char *words_of(struct arena *a, const struct record *r)
{
    static const char end[] = "通过，";
    const char *text = record_text(r, AGENDA_RESOLUTION);
    if (strncmp(text, "应到会", strlen("应到会")) == 0) {
        const char *words = strstr(text, end);
        text = words != NULL ? words + strlen(end) : "";
    }
    return text[0] != '\0' ? text
                           : words_of_topic(a, record_text(r, AGENDA_TOPIC));
}

static bool ends_in_stop(const char *s)
{
    size_t n = strlen(s);
    size_t stop = strlen("。");
    return n >= stop && strcmp(s + n - stop, "。") == 0;
}

void topic_resolve(struct topic_view *v)
{
    struct arena *a = &v->app->ui.frame;
    topic_take_texts(v);
    struct vote_verdict verdict = meeting_vote(v->m, v->agenda);
    if (verdict.resolution[0] == '\0') {
        ui_note(&v->app->ui, ROLE_WARN, "%s",
                verdict.text[0] != '\0'
                    ? verdict.text
                    : "先在“表决”页选表决事项、填票数，才能写出表决结果。");
        return;
    }
    const char *text = arena_printf(a, "%s。", verdict.resolution);
    if (verdict.state == VOTE_PASSED) {
        const char *words = words_of(a, topic_record(v));
        text = arena_printf(a, "%s，%s%s", verdict.resolution, words,
                            ends_in_stop(words) ? "" : "。");
    }
    formbox_put(&v->form, item_of(v, AGENDA_RESOLUTION), text);
    formbox_focus(&v->form, ledger_agenda.fields[AGENDA_RESOLUTION].column);
}
