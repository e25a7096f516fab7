/* Who should have come to a meeting, who came, who did not and why, and what
   was made up since: as counts, as names in a sentence, as a roll. */
#include "source_meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"

const char *const meeting_roll_columns[] = {"no",     "name", "state", "reason",
                                            "makeup", "vote", NULL};

static bool has_come(const struct record *r)
{
    const char *state = record_text(r, ATTEND_STATE);
    return strcmp(state, ATTEND_PRESENT) == 0 ||
           strcmp(state, ATTEND_ONLINE) == 0;
}

static bool is_online(const struct record *r)
{
    return strcmp(record_text(r, ATTEND_STATE), ATTEND_ONLINE) == 0;
}

/* 请假 因公出差，到省里开会 */
static const char *reason_of(struct telling *t, const struct record *r)
{
    const char *name =
        codes_name("absence_reason", record_text(r, ATTEND_REASON));
    const char *text = record_text(r, ATTEND_REASON_TEXT);
    bool both = name[0] != '\0' && text[0] != '\0';
    return arena_printf(t->d->arena, "%s%s%s", name, both ? "，" : "", text);
}

/* 2026-10-25 自学 张建国; what is dated behind the day in view is not known. */
static const char *makeup_of(struct telling *t, const struct record *r)
{
    int on = record_day(r, ATTEND_MAKEUP_ON);
    if (on == DATE_NONE || on > t->book->day || has_come(r)) {
        return "";
    }
    const char *form =
        codes_name("makeup_form", record_text(r, ATTEND_MAKEUP_FORM));
    const char *by = record_text(r, ATTEND_MAKEUP_BY);
    return arena_printf(
        t->d->arena, "%s%s%s%s%s", record_text(r, ATTEND_MAKEUP_ON),
        form[0] != '\0' ? " " : "", form, by[0] != '\0' ? " " : "", by);
}

/* ---- in a sentence ------------------------------------------------------ */

static void add_name(struct telling *t, const struct record *r,
                     struct strbuf *sb)
{
    sb_add(sb, sb->len > 0 ? "、" : "");
    sb_add(sb, telling_name(t, record_int(r, ATTEND_PERSON)));
}

/* 赵敏：请假，因公出差（2026-10-25 自学补学） */
static void add_away(struct telling *t, const struct record *r,
                     struct strbuf *sb)
{
    const char *reason = reason_of(t, r);
    const char *makeup = makeup_of(t, r);
    sb_add(sb, sb->len > 0 ? "；" : "");
    sb_addf(sb, "%s：%s%s%s", telling_name(t, record_int(r, ATTEND_PERSON)),
            codes_name("attend_state", record_text(r, ATTEND_STATE)),
            reason[0] != '\0' ? "，" : "", reason);
    if (makeup[0] != '\0') {
        sb_addf(sb, "（补学 %s）", makeup);
    }
}

static void tell_names(struct telling *t)
{
    struct strbuf came;
    struct strbuf names;
    struct strbuf away;
    sb_init(&came);
    sb_init(&names);
    sb_init(&away);
    for (size_t i = 0; t->held && i < t->m.roll.n; i++) {
        const struct record *r = &t->m.roll.v[i].now;
        if (has_come(r)) {
            add_name(t, r, &came);
            sb_add(&came, is_online(r) ? "（线上）" : "");
        } else {
            add_name(t, r, &names);
            add_away(t, r, &away);
        }
    }
    telling_put(t, "attendees", &came);
    telling_put(t, "away_names", &names);
    telling_put(t, "away", &away);
}

/* ---- as a roll ---------------------------------------------------------- */

static void tell_roll(struct telling *t)
{
    struct form_data *d = t->d;
    size_t no = 0;
    form_list_begin(d, "roll", meeting_roll_columns,
                    source_columns(meeting_roll_columns));
    for (size_t i = 0; i < t->m.roll.n; i++) {
        const struct record *r = &t->m.roll.v[i].now;
        if (t->m.roll.v[i].gone) {
            continue;
        }
        const char *state =
            codes_name("attend_state", record_text(r, ATTEND_STATE));
        const char *const cells[] = {
            arena_printf(d->arena, "%zu", ++no),
            telling_name(t, record_int(r, ATTEND_PERSON)),
            t->held ? state : "",
            t->held ? reason_of(t, r) : "",
            t->held ? makeup_of(t, r) : "",
            record_int(r, ATTEND_VOTE) != 0 ? "是" : "",
        };
        form_list_row(d, cells);
    }
}

/* ---- as counts ---------------------------------------------------------- */

static int count_made_up(struct telling *t)
{
    int n = 0;
    for (size_t i = 0; i < t->m.roll.n; i++) {
        n += makeup_of(t, &t->m.roll.v[i].now)[0] != '\0';
    }
    return n;
}

/* Before it is held only 应到 is known; the rest is written in by hand. */
static void tell_counts(struct telling *t)
{
    const struct meeting_counts c = meeting_counts(&t->m);
    const struct {
        const char *name;
        int n;
    } counts[] = {
        {"present", c.present}, {"online", c.online},
        {"leave", c.leave},     {"absent", c.absent},
        {"came", c.came},       {"made_up", count_made_up(t)},
    };
    telling_count(t, "due", c.due);
    for (size_t i = 0; t->held && i < ARRAY_LEN(counts); i++) {
        telling_count(t, counts[i].name, counts[i].n);
    }
    form_set(t->d, "enough", t->held ? meeting_verdict(&t->m).text : "");
}

void tell_people(struct telling *t)
{
    tell_counts(t);
    tell_names(t);
    tell_roll(t);
}
