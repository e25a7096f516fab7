/* Topics of a meeting and what was resolved, from two cells and back: a topic
   is known by its words, a resolution stands at its topic's place. */
#include "import_topics.h"

#include <string.h>

#include "import_names.h"
#include "pbtui/base/mem.h"

/* Votes and words hang on a topic: it does not go by a list that lacks it. */
static bool is_bare(const struct meeting *m, size_t at)
{
    static const int more[] = {AGENDA_DISCUSSION, AGENDA_DISSENT,
                               AGENDA_VOTE_RULE, AGENDA_SUBJECT};
    for (size_t i = 0; i < ARRAY_LEN(more); i++) {
        if (!record_is_null(&m->agenda.v[at].now, more[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < m->points.n; i++) {
        if (!m->points.v[i].gone && m->points.v[i].under == (int)at) {
            return false;
        }
    }
    return true;
}

static bool is_among(const struct import_items *items, const char *topic)
{
    for (size_t i = 0; i < items->n; i++) {
        if (strcmp(items->list[i], topic) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_topic(const struct meeting *m, const char *topic)
{
    for (size_t i = 0; i < m->agenda.n; i++) {
        if (!m->agenda.v[i].gone &&
            strcmp(record_text(&m->agenda.v[i].now, AGENDA_TOPIC), topic) ==
                0) {
            return true;
        }
    }
    return false;
}

bool import_topics_put(struct meeting *m, const char *text, struct err *err)
{
    struct import_items items = import_items_read(m->arena, text);
    for (size_t i = 0; i < m->agenda.n; i++) {
        const char *topic = record_text(&m->agenda.v[i].now, AGENDA_TOPIC);
        if (m->agenda.v[i].gone || is_among(&items, topic)) {
            continue;
        }
        if (!is_bare(m, i)) {
            return err_set(err, ERR_RULE, "E-DOOR-010",
                           "账本里的议题“%s”有表决、讨论或发言，文件里却没有"
                           "这个议题；请在会议表单里改，导入不删它。",
                           topic);
        }
        meeting_drop(&m->agenda, i);
    }
    for (size_t i = 0; i < items.n; i++) {
        if (items.list[i][0] != '\0' && !has_topic(m, items.list[i])) {
            meeting_add_agenda(m, items.list[i]);
        }
    }
    return true;
}

/* The n-th one is that of the n-th topic. */
bool import_resolutions_put(struct meeting *m, const char *text,
                            struct err *err)
{
    struct import_items items = import_items_read(m->arena, text);
    size_t at = 0;
    if (items.n > 0 && meeting_count(&m->agenda) == 0) {
        meeting_add_agenda(m, record_text(&m->event, EVENT_TITLE));
    }
    for (size_t i = 0; i < m->agenda.n; i++) {
        struct record *r = &m->agenda.v[i].now;
        if (m->agenda.v[i].gone) {
            continue;
        }
        record_set_text(r, AGENDA_RESOLUTION,
                        at < items.n ? items.list[at] : NULL);
        at++;
    }
    return at >= items.n ||
           err_set(err, ERR_RULE, "E-DOOR-011",
                   "决议有 %zu 项，议题只有 %zu 项，对不上；请一项议题写一项"
                   "决议，没有决议的写出序号后空着。",
                   items.n, at);
}

const char *import_topics_text(const struct meeting *m, int field)
{
    struct import_items items = {
        arena_array(m->arena, m->agenda.n + 1, sizeof *items.list), 0};
    for (size_t i = 0; i < m->agenda.n; i++) {
        if (!m->agenda.v[i].gone) {
            items.list[items.n++] = record_text(&m->agenda.v[i].now, field);
        }
    }
    return import_items_write(m->arena, &items);
}
