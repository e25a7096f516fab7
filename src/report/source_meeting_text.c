/* What was talked about and decided: topics, minutes with what each speaker
   said, votes, resolutions, what is to be done by whom, files. */
#include "source_meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"

const char *const meeting_topic_columns[] = {
    "no", "topic", "subject", "discussion", "dissent", "resolution", NULL};
const char *const meeting_vote_columns[] = {
    "no",      "topic",    "rule",    "way",     "entitled",
    "present", "yes",      "against", "abstain", "written",
    "issued",  "returned", "spoiled", "verdict", NULL};
const char *const meeting_action_columns[] = {"no",  "topic", "text", "owner",
                                              "due", "done",  "note", NULL};
const char *const meeting_file_columns[] = {"no", "kind", "name", "note", NULL};

static void begin(struct telling *t, const char *name,
                  const char *const *columns)
{
    form_list_begin(t->d, name, columns, source_columns(columns));
}

static const char *numeral(struct telling *t, size_t n)
{
    return arena_printf(t->d->arena, "%zu", n);
}

/* ---- minutes ------------------------------------------------------------ */

/* A line of its own, whatever stands before it. */
static void new_line(struct strbuf *sb)
{
    if (sb->len > 0 && sb->s[sb->len - 1] != '\n') {
        sb_addc(sb, '\n');
    }
}

static void add_labelled(struct strbuf *sb, const char *label, const char *text)
{
    if (text[0] != '\0') {
        new_line(sb);
        sb_addf(sb, "%s%s", label, text);
    }
}

static const char *speaker_of(struct telling *t, const struct record *r)
{
    const char *own = telling_name(t, record_int(r, POINT_PERSON));
    return own[0] != '\0' ? own : record_text(r, POINT_SPEAKER);
}

/* What was said under a topic, -1: at the meeting as a whole. */
static void add_points(struct telling *t, int under, struct strbuf *sb)
{
    for (size_t i = 0; i < t->m.points.n; i++) {
        const struct meeting_part *p = &t->m.points.v[i];
        const struct record *r = &p->now;
        if (p->under == under && !p->gone) {
            bool differs = record_int(r, POINT_DIFFERS) != 0;
            new_line(sb);
            sb_addf(sb, "%s%s：%s", speaker_of(t, r),
                    differs ? "（不同意见）" : "", record_text(r, POINT_TEXT));
        }
    }
}

/* Topics alone stand above; here is what was said of one. */
static void add_topic(struct telling *t, size_t i, struct strbuf *sb)
{
    const struct record *r = &t->m.agenda.v[i].now;
    struct strbuf said;
    sb_init(&said);
    add_labelled(&said, "", record_text(r, AGENDA_DISCUSSION));
    add_points(t, (int)i, &said);
    add_labelled(&said, "不同意见：", record_text(r, AGENDA_DISSENT));
    if (said.len > 0) {
        new_line(sb);
        sb_addf(sb, "议题 %zu：%s\n%s", i + 1, record_text(r, AGENDA_TOPIC),
                said.s);
    }
    sb_clear(&said);
}

static void tell_minutes(struct telling *t)
{
    struct strbuf sb;
    const struct record *e = &t->m.event;
    sb_init(&sb);
    sb_add(&sb, record_text(e, EVENT_MINUTES));
    add_points(t, -1, &sb);
    for (size_t i = 0; i < t->m.agenda.n; i++) {
        add_topic(t, i, &sb);
    }
    add_labelled(&sb, "不同意见：", record_text(e, EVENT_DISSENT));
    /* The line that a record ends with, where the clerk has not written it. */
    bool ended = !t->held || strstr(sb.s, "会议结束") != NULL;
    form_set(t->d, "ending",
             ended         ? ""
             : sb.len == 0 ? "本次会议结束。"
                           : "\n本次会议结束。");
    telling_put(t, "minutes", &sb);
    form_set(t->d, "outline", meeting_outline(&t->m));
}

/* ---- topics, dissent, resolutions --------------------------------------- */

/* One stands alone, several are numbered. */
static void add_numbered(struct strbuf *sb, size_t n, size_t of,
                         const char *text)
{
    if (text[0] == '\0') {
        return;
    }
    new_line(sb);
    if (of > 1) {
        sb_addf(sb, "%zu. ", n);
    }
    sb_add(sb, text);
}

/* A gathering without topics has a theme. */
static const char *theme_of(struct telling *t)
{
    const char *title = record_text(&t->m.event, EVENT_TITLE);
    for (size_t i = 0; title[0] == '\0' && i < t->m.kinds.n; i++) {
        title = record_text(&t->m.kinds.v[i].now, EK_TITLE);
    }
    return title;
}

static void tell_topics(struct telling *t)
{
    size_t n = t->m.agenda.n;
    struct strbuf topics;
    struct strbuf resolutions;
    struct strbuf dissent;
    sb_init(&topics);
    sb_init(&resolutions);
    sb_init(&dissent);
    begin(t, "topics", meeting_topic_columns);
    for (size_t i = 0; i < n; i++) {
        const struct record *r = &t->m.agenda.v[i].now;
        const char *const cells[] = {
            numeral(t, i + 1),
            record_text(r, AGENDA_TOPIC),
            telling_name(t, record_int(r, AGENDA_SUBJECT)),
            record_text(r, AGENDA_DISCUSSION),
            record_text(r, AGENDA_DISSENT),
            record_text(r, AGENDA_RESOLUTION),
        };
        form_list_row(t->d, cells);
        add_numbered(&topics, i + 1, n, cells[1]);
        add_numbered(&dissent, i + 1, n, cells[4]);
        add_numbered(&resolutions, i + 1, n, cells[5]);
    }
    add_labelled(&dissent, "", record_text(&t->m.event, EVENT_DISSENT));
    form_set(t->d, "about", theme_of(t));
    if (topics.len == 0) {
        sb_add(&topics, theme_of(t));
    }
    telling_put(t, "topics", &topics);
    telling_put(t, "resolutions", &resolutions);
    telling_put(t, "dissent", &dissent);
}

/* ---- votes -------------------------------------------------------------- */

static const char *rule_title(struct telling *t, const struct record *r)
{
    const struct vote_rule *rule =
        vote_rule(book_votes(t->book), record_text(r, AGENDA_VOTE_RULE),
                  record_day(&t->m.event, EVENT_ON));
    return rule != NULL ? rule->title : record_text(r, AGENDA_VOTE_RULE);
}

/* Written opinions: 赞 2 弃 1; none is "". */
static const char *written_of(struct telling *t, const struct record *r)
{
    static const struct {
        int field;
        const char *word;
    } ways[] = {{AGENDA_WRITTEN_YES, "赞"},
                {AGENDA_WRITTEN_NO, "反"},
                {AGENDA_WRITTEN_ABSTAIN, "弃"}};
    const char *all = "";
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        int64_t n = record_int(r, ways[i].field);
        if (n > 0) {
            all = arena_printf(t->d->arena, "%s%s%s %lld", all,
                               all[0] != '\0' ? " " : "", ways[i].word,
                               (long long)n);
        }
    }
    return all;
}

/* As typed, or as the roll says: whom a topic is about has no vote on it. */
static const char *count_or(struct telling *t, const struct record *r,
                            int field, int otherwise)
{
    return !record_is_null(r, field)
               ? telling_number(t, r, field)
               : arena_printf(t->d->arena, "%d", otherwise);
}

/* Once the ayes are counted, nothing written is nought. */
static const char *cast(struct telling *t, const struct record *r, int field)
{
    return record_is_null(r, field) && !record_is_null(r, AGENDA_YES)
               ? "0"
               : telling_number(t, r, field);
}

static void tell_vote(struct telling *t, size_t i, struct strbuf *all)
{
    const struct record *r = &t->m.agenda.v[i].now;
    const struct vote_rule *rule =
        vote_rule(book_votes(t->book), record_text(r, AGENDA_VOTE_RULE),
                  record_day(&t->m.event, EVENT_ON));
    const struct meeting_counts c = meeting_voters(&t->m, r);
    bool of_all = rule != NULL && !rule->members;
    const char *verdict =
        codes_name("vote_verdict", record_text(r, AGENDA_VERDICT));
    const char *const cells[] = {
        numeral(t, i + 1),
        record_text(r, AGENDA_TOPIC),
        rule_title(t, r),
        codes_name("vote_way", record_text(r, AGENDA_VOTE_WAY)),
        count_or(t, r, AGENDA_ENTITLED, of_all ? c.due : c.entitled),
        t->held ? count_or(t, r, AGENDA_PRESENT, of_all ? c.came : c.voters)
                : telling_number(t, r, AGENDA_PRESENT),
        telling_number(t, r, AGENDA_YES),
        cast(t, r, AGENDA_NO),
        cast(t, r, AGENDA_ABSTAIN),
        written_of(t, r),
        telling_number(t, r, AGENDA_ISSUED),
        telling_number(t, r, AGENDA_RETURNED),
        telling_number(t, r, AGENDA_SPOILED),
        verdict,
    };
    form_list_row(t->d, cells);
    add_numbered(all, i + 1, t->m.agenda.n, meeting_vote(&t->m, i).text);
}

static void tell_votes(struct telling *t)
{
    struct strbuf all;
    sb_init(&all);
    begin(t, "votes", meeting_vote_columns);
    for (size_t i = 0; i < t->m.agenda.n; i++) {
        if (!record_is_null(&t->m.agenda.v[i].now, AGENDA_VOTE_RULE)) {
            tell_vote(t, i, &all);
        }
    }
    telling_put(t, "votes", &all);
}

/* ---- what is to be done; files ------------------------------------------ */

static const char *owner_of(struct telling *t, const struct record *r)
{
    const char *own = telling_name(t, record_int(r, ACTION_OWNER));
    const char *unit = record_text(r, ACTION_OWNER_TEXT);
    bool both = own[0] != '\0' && unit[0] != '\0';
    return arena_printf(t->d->arena, "%s%s%s", own, both ? "、" : "", unit);
}

static bool is_done(const struct telling *t, const struct record *r)
{
    int on = record_day(r, ACTION_DONE);
    return on != DATE_NONE && on <= t->book->day;
}

/* 1. 修订学习制度（李敏，2026-11-30 前；2026-11-12 办结） */
static void add_action(struct strbuf *sb, const char *const *c)
{
    new_line(sb);
    sb_addf(sb, "%s. %s", c[0], c[2]);
    if (c[3][0] == '\0' && c[4][0] == '\0' && c[5][0] == '\0') {
        return;
    }
    sb_addf(sb, "（%s", c[3]);
    if (c[4][0] != '\0') {
        sb_addf(sb, "%s%s 前", c[3][0] != '\0' ? "，" : "", c[4]);
    }
    if (c[5][0] != '\0') {
        bool first = c[3][0] == '\0' && c[4][0] == '\0';
        sb_addf(sb, "%s%s 办结", first ? "" : "；", c[5]);
    }
    sb_add(sb, "）");
}

static void tell_actions(struct telling *t)
{
    struct strbuf all;
    sb_init(&all);
    begin(t, "actions", meeting_action_columns);
    for (size_t i = 0; i < t->m.actions.n; i++) {
        const struct meeting_part *p = &t->m.actions.v[i];
        const struct record *r = &p->now;
        bool done = is_done(t, r);
        const char *const cells[] = {
            numeral(t, i + 1),
            p->under < 0 ? "" : numeral(t, (size_t)p->under + 1),
            record_text(r, ACTION_TEXT),
            owner_of(t, r),
            record_text(r, ACTION_DUE),
            done ? record_text(r, ACTION_DONE) : "",
            done ? record_text(r, ACTION_DONE_NOTE) : "",
        };
        form_list_row(t->d, cells);
        add_action(&all, cells);
    }
    telling_put(t, "actions", &all);
}

static void tell_files(struct telling *t)
{
    struct strbuf all;
    sb_init(&all);
    begin(t, "files", meeting_file_columns);
    for (size_t i = 0; i < t->m.files.n; i++) {
        const struct record *r = &t->m.files.v[i].now;
        const char *const cells[] = {
            numeral(t, i + 1),
            codes_name("attachment_kind", record_text(r, ATTACHMENT_KIND)),
            record_text(r, ATTACHMENT_NAME),
            record_text(r, ATTACHMENT_NOTE),
        };
        form_list_row(t->d, cells);
        sb_addf(&all, "%s%s %s", all.len > 0 ? "；" : "", cells[1], cells[2]);
    }
    telling_put(t, "files", &all);
}

void tell_texts(struct telling *t)
{
    tell_minutes(t);
    tell_topics(t);
    tell_votes(t);
    tell_actions(t);
    tell_files(t);
}
