/* The parts of an event from files of their own: what each kind of it was about
   (event-kinds), who came and who made up for it (attendance), topics with
   their votes, what was said, what is to be done.  Each row names its event,
   and is saved through the meeting.

   A topic is named by its words: its number says nothing to a file. */
#include <string.h>

#include "event_rows.h"
#include "import_doors.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/store/stmt.h"

static const char *const kinds_key[] = {"event_id", "kind", NULL};
static const char *const attend_key[] = {"event_id", "person_id", NULL};
static const char *const agenda_key[] = {"event_id", "topic", NULL};

/* Meeting by meeting, as meetings leave. */
#define BY_MEETING                                                             \
    "(select e.on_day from event e where e.id = t.event_id), t.event_id, "

const struct import_door import_door_event_kinds = {
    .book = "event-kinds", .key = kinds_key, .order = BY_MEETING "t.ord"};
const struct import_door import_door_attend = {
    .book = "attendance",
    .key = attend_key,
    .order = BY_MEETING "(select p.ord from person p where p.id = t.person_id)",
};
const struct import_door import_door_agenda = {
    .book = "topics", .key = agenda_key, .order = BY_MEETING "t.ord"};

/* ---- what hangs on a topic --------------------------------------------------
 */

static const struct field extras[] = {
    {.column = "topic",
     .label = "议题",
     .kind = &field_long,
     .hint = "照会议里的写；不属于哪个议题的空着"},
};

static int agenda_field(const struct import_item *item)
{
    return item->record->ledger == &ledger_point ? (int)POINT_AGENDA
                                                 : (int)ACTION_AGENDA;
}

static bool find_topic(const struct import_item *item, const char *topic,
                       int64_t *id, struct err *err)
{
    struct stmt st;
    *id = 0;
    stmt_open(&st, item->book->db,
              SQL("select id from agenda where event_id = :event"
                  " and topic = :topic and voided_on is null"
                  " order by ord, id limit 1"));
    stmt_int(&st, ":event",
             record_int(item->record, item->record->ledger->parent));
    stmt_text(&st, ":topic", topic);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return *id != 0 ||
           err_set(err, ERR_RULE, "E-DOOR-030",
                   "这次会议里没有议题“%s”，请核对，或先导入议题。", topic);
}

static bool here(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err)
{
    struct record topic;
    int64_t id = record_int(item->old, agenda_field(item));
    (void)extra;
    *out = (struct value){.type = VALUE_NULL};
    if (id == 0) {
        return true;
    }
    if (!record_read(&topic, &ledger_agenda, item->book, item->arena, id,
                     err)) {
        return false;
    }
    *out = topic.values[AGENDA_TOPIC];
    return true;
}

static bool whole(const struct import_item *item, struct record *out,
                  struct err *err)
{
    int64_t id;
    *out = record_copy(item->record, item->arena);
    if (!import_has(&item->extras[0])) {
        return true;
    }
    if (!find_topic(item, item->extras[0].s, &id, err)) {
        return false;
    }
    record_set_int(out, agenda_field(item), id);
    return true;
}

static void check(const struct import_item *item, struct issues *is)
{
    struct record r;
    struct err err = ERR_INIT;
    if (!whole(item, &r, &err)) {
        issue_add_err(is, "topic", &err);
        return;
    }
    record_check(&r, item->book, item->old, is);
}

static bool save(struct import_item *item, struct err *err)
{
    struct record r;
    if (!whole(item, &r, err) || !ledger_apply(item->book, item->arena, &r,
                                               item->old, item->reason, err)) {
        return false;
    }
    *item->record = r;
    return true;
}

static const char *const agenda_id[] = {"agenda_id", NULL};
static const char *const point_key[] = {"event_id", "person_id", "speaker",
                                        "text", NULL};
static const char *const action_key[] = {"event_id", "text", NULL};

#define UNDER_TOPIC                                                            \
    .extras = extras, .n_extras = ARRAY_LEN(extras), .leaves = agenda_id,      \
    .order = BY_MEETING "t.ord", .here = here, .check = check,                 \
    .checks_instead = true, .save = save

const struct import_door import_door_points = {
    .book = "points", .key = point_key, UNDER_TOPIC};
const struct import_door import_door_actions = {
    .book = "actions", .key = action_key, UNDER_TOPIC};
