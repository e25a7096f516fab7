/* 谈心谈话: one talk with the posts of that day, and the talks of a span in
   their order. */
#include "pbtui/ledger/talks.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_say.h"

static const char *const values[] = {
    "on",   "on_long", "place",   "by",     "by_post", "with", "with_post",
    "kind", "topic",   "content", "follow", "note",    NULL};
static const char *const columns[] = {
    "no", "on", "by", "with", "kind", "topic", "content", "follow", NULL};

/* 党员 without a post are left open: whoever talks may also be an applicant. */
static bool read_post(struct book *b, struct arena *a, const struct record *r,
                      int person, const char **out, struct err *err)
{
    return life_post(b, a, record_int(r, person), record_int(r, TALK_BRANCH),
                     record_day(r, TALK_ON), out, err);
}

static bool gather_one(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    struct record r;
    struct arena *a = d->arena;
    struct book *b = ask->book;
    const char *by_post;
    const char *with_post;
    if (!record_read(&r, &ledger_talk, b, a, ask->id, err) ||
        !read_post(b, a, &r, TALK_BY, &by_post, err) ||
        !read_post(b, a, &r, TALK_WITH, &with_post, err)) {
        return false;
    }
    form_set(d, "on", record_text(&r, TALK_ON));
    form_set(d, "on_long", say_day(a, record_day(&r, TALK_ON)));
    form_set(d, "place", record_text(&r, TALK_PLACE));
    form_set(d, "by", people_name(b, a, record_int(&r, TALK_BY)));
    form_set(d, "by_post", by_post);
    form_set(d, "with", people_name(b, a, record_int(&r, TALK_WITH)));
    form_set(d, "with_post", with_post);
    form_set(d, "kind", codes_name("talk_kind", record_text(&r, TALK_KIND)));
    form_set(d, "topic", record_text(&r, TALK_TOPIC));
    form_set(d, "content", record_text(&r, TALK_CONTENT));
    form_set(d, "follow", record_text(&r, TALK_FOLLOW));
    form_set(d, "note", record_text(&r, TALK_NOTE));
    return true;
}

/* ---- talks of a span ---------------------------------------------------- */

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    struct life_talk *list;
    if (!life_talks(ask->book, a, &ask->span, &list, n, err)) {
        return false;
    }
    *ids = arena_array(a, *n, sizeof **ids);
    for (size_t i = 0; i < *n; i++) {
        (*ids)[i] = list[i].id;
    }
    return true;
}

static bool gather_all(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    int64_t *ids;
    size_t n;
    struct arena *a = d->arena;
    struct book *b = ask->book;
    if (!records(ask, a, &ids, &n, err)) {
        return false;
    }
    form_list_begin(d, "talks", columns, ARRAY_LEN(columns) - 1);
    for (size_t i = 0; i < n; i++) {
        struct record r;
        if (!record_read(&r, &ledger_talk, b, a, ids[i], err)) {
            return false;
        }
        const char *const cells[] = {
            arena_printf(a, "%zu", i + 1),
            record_text(&r, TALK_ON),
            people_name(b, a, record_int(&r, TALK_BY)),
            people_name(b, a, record_int(&r, TALK_WITH)),
            codes_name("talk_kind", record_text(&r, TALK_KIND)),
            record_text(&r, TALK_TOPIC),
            record_text(&r, TALK_CONTENT),
            record_text(&r, TALK_FOLLOW),
        };
        form_list_row(d, cells);
    }
    return true;
}

static const struct source_list lists[] = {{"talks", columns}};

const struct source source_talk = {
    .name = "talk",
    .asks = ASKS_RECORD,
    .ledger = &ledger_talk,
    .values = values,
    .gather = gather_one,
    .records = records,
};

const struct source source_talks = {
    .name = "talks",
    .ledger = &ledger_talk,
    .asks = ASKS_PERIOD,
    .period = "year",
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather_all,
};
