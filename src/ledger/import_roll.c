/* Who came, from the lists of a file into the roll of a meeting, and back.

   The roll itself is that of the day (应到 when the file names them); the lists
   mark it.  Nobody is taken for present on a guess: when the file lists who
   came, whoever is in no list is asked for; when it lists only who did not
   come, the others came.  A list that is only a number must fit what the names
   come to. */
#include "import_roll.h"

#include <inttypes.h>
#include <string.h>

#include "import_names.h"
#include "meeting_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"

static const char *const states[ROLL_COLUMNS] = {
    [ROLL_PRESENT] = ATTEND_PRESENT,
    [ROLL_ONLINE] = ATTEND_ONLINE,
    [ROLL_LEAVE] = ATTEND_LEAVE,
    [ROLL_ABSENT] = ATTEND_ABSENT,
};
static const char *const titles[ROLL_COLUMNS] = {"应到", "出席", "线上", "请假",
                                                 "缺席"};

struct lists {
    struct meeting *m;
    bool given[ROLL_COLUMNS]; /* by name */
    struct import_names names[ROLL_COLUMNS];
};

static bool has_roll(const struct meeting *m)
{
    return meeting_state_is(m, EVENT_HELD) || meeting_state_is(m, EVENT_FAILED);
}

/* ---- reasons ---------------------------------------------------------------
 */

static const char *behind_colon(const char *note, size_t *before)
{
    static const char *const marks[] = {"：", ":"};
    const char *first = NULL;
    size_t skip = 0;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        const char *at = strstr(note, marks[i]);
        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            skip = strlen(marks[i]);
        }
    }
    *before = first == NULL ? 0 : (size_t)(first - note);
    return first == NULL ? NULL : first + skip;
}

/* 事假 | 事假：送孩子看病 | 送孩子看病 | ：送孩子看病 (no reason of the list).
 */
static void read_reason(struct arena *a, const char *note, const char **code,
                        const char **text)
{
    size_t n;
    const char *rest = behind_colon(note, &n);
    const char *known =
        rest != NULL && n > 0
            ? codes_find("absence_reason", arena_strn(a, note, n))
            : NULL;
    *code = codes_find("absence_reason", note);
    *text = NULL;
    if (*code == NULL && known != NULL) {
        *code = known;
        *text = rest;
    } else if (*code == NULL && rest != NULL && n == 0) {
        *text = rest;
    } else if (*code == NULL) {
        *code = codes_find("absence_reason", "其他");
        *text = note;
    }
}

static const char *write_reason(struct arena *a, const struct record *r)
{
    const char *code = record_text(r, ATTEND_REASON);
    const char *text = record_text(r, ATTEND_REASON_TEXT);
    const char *name =
        code[0] != '\0' ? codes_name("absence_reason", code) : "";
    const char *as_code, *as_text;
    if (text[0] == '\0') {
        /* What an absence is called when nothing is said of it. */
        bool plain = strcmp(record_text(r, ATTEND_STATE), ATTEND_ABSENT) == 0 &&
                     strcmp(name, "无故") == 0;
        return plain ? "" : name;
    }
    read_reason(a, text, &as_code, &as_text);
    bool plain = as_code != NULL && strcmp(as_code, code) == 0 &&
                 as_text != NULL && strcmp(as_text, text) == 0;
    return plain ? text : arena_printf(a, "%s：%s", name, text);
}

/* ---- into the roll ----------------------------------------------------------
 */

static bool read_lists(struct lists *l, const struct value *columns,
                       struct err *err)
{
    for (size_t i = 0; i < ROLL_COLUMNS; i++) {
        l->names[i] = (struct import_names){.count = -1};
        if (columns[i].type == VALUE_NULL) {
            continue;
        }
        if (!import_names_read(&l->names[i], l->m->book, l->m->arena,
                               columns[i].s, err)) {
            return false;
        }
        l->given[i] = l->names[i].count < 0;
    }
    return true;
}

static const struct import_name *in_list(const struct lists *l, size_t column,
                                         int64_t person)
{
    for (size_t i = 0; i < l->names[column].n; i++) {
        if (l->names[column].list[i].person == person) {
            return &l->names[column].list[i];
        }
    }
    return NULL;
}

static const char *name_of(const struct lists *l, int64_t person)
{
    return people_name(l->m->book, l->m->arena, person);
}

static bool refuse_twice(const struct lists *l, struct err *err)
{
    for (size_t c = ROLL_PRESENT; c < ROLL_COLUMNS; c++) {
        for (size_t i = 0; i < l->names[c].n; i++) {
            int64_t person = l->names[c].list[i].person;
            for (size_t d = c + 1; d < ROLL_COLUMNS; d++) {
                if (in_list(l, d, person) != NULL) {
                    return err_set(err, ERR_RULE, "E-DOOR-020",
                                   "%s既写在%s里，又写在%s里；请只留一处。",
                                   name_of(l, person), titles[c], titles[d]);
                }
            }
        }
    }
    return true;
}

/* Nobody but the file says who should come: those it names. */
static bool begin_by_hand(struct lists *l, struct err *err)
{
    struct body_person *body;
    size_t n;
    if (l->m->was.ledger != NULL) {
        return true;
    }
    if (!meeting_body(l->m, &body, &n, err)) {
        return false;
    }
    for (size_t i = 0; meeting_is_by_hand(l->m, n) && i < l->m->roll.n; i++) {
        meeting_drop(&l->m->roll, i);
    }
    return true;
}

static void put_people(struct lists *l)
{
    for (size_t c = 0; c < ROLL_COLUMNS; c++) {
        for (size_t i = 0; i < l->names[c].n; i++) {
            meeting_add_person(l->m, l->names[c].list[i].person);
        }
    }
    for (size_t i = 0; l->given[ROLL_DUE] && i < l->m->roll.n; i++) {
        int64_t person = record_int(&l->m->roll.v[i].now, ATTEND_PERSON);
        if (in_list(l, ROLL_DUE, person) == NULL) {
            meeting_drop(&l->m->roll, i);
        }
    }
}

static void mark(struct lists *l, size_t i, size_t column, const char *note)
{
    const char *code = NULL;
    const char *text = NULL;
    struct record *r = &l->m->roll.v[i].now;
    if (meeting_has_come(states[column])) {
        meeting_mark(l->m, i, states[column], NULL);
        record_set_null(r, ATTEND_REASON_TEXT);
        return;
    }
    if (note[0] != '\0') {
        read_reason(l->m->arena, note, &code, &text);
    } else if (column == ROLL_ABSENT) {
        code = codes_find("absence_reason", "无故");
    }
    meeting_mark(l->m, i, states[column], code);
    record_set_text(r, ATTEND_REASON_TEXT, text);
}

static size_t column_of(const struct record *r)
{
    size_t c = ROLL_PRESENT;
    while (c + 1 < ROLL_COLUMNS &&
           strcmp(states[c], record_text(r, ATTEND_STATE)) != 0) {
        c++;
    }
    return c;
}

/* In no list: came, when the file lists only the others; stays as it stood when
   no list speaks of that. */
static bool put_unnamed(struct lists *l, size_t i, struct err *err)
{
    const struct record *r = &l->m->roll.v[i].now;
    size_t c = column_of(r);
    if (!l->given[c]) {
        return true;
    }
    if (l->given[ROLL_PRESENT]) {
        return err_set(err, ERR_RULE, "E-DOOR-021",
                       "%s应到，却不在出席的人里，也没有写请假、缺席或线上；请"
                       "补上。",
                       name_of(l, record_int(r, ATTEND_PERSON)));
    }
    mark(l, i, ROLL_PRESENT, "");
    return true;
}

static bool mark_one(struct lists *l, size_t i, struct err *err)
{
    int64_t person = record_int(&l->m->roll.v[i].now, ATTEND_PERSON);
    for (size_t c = ROLL_PRESENT; c < ROLL_COLUMNS; c++) {
        const struct import_name *name = in_list(l, c, person);
        if (name != NULL) {
            mark(l, i, c, name->note);
            return true;
        }
    }
    return put_unnamed(l, i, err);
}

/* ---- numbers ----------------------------------------------------------------
 */

static int64_t counted(const struct meeting *m, size_t column)
{
    struct meeting_counts c = meeting_counts(m);
    /* Who only writes 实到 counts those on line, too. */
    const int64_t n[ROLL_COLUMNS] = {c.due, c.came, c.online, c.leave,
                                     c.absent};
    return n[column];
}

static bool check_counts(const struct lists *l, struct err *err)
{
    for (size_t c = 0; c < ROLL_COLUMNS; c++) {
        int64_t n = counted(l->m, c);
        if (l->names[c].count >= 0 && l->names[c].count != n) {
            return err_set(err, ERR_RULE, "E-DOOR-022",
                           "%s写的是 %" PRId64 " 人，按名单是 %" PRId64
                           " 人；请写出请假、缺席的人，或核对应到的人。",
                           titles[c], l->names[c].count, n);
        }
    }
    return true;
}

/* ---- all of it --------------------------------------------------------------
 */

static bool says_anything(const struct value *columns)
{
    for (size_t i = 0; i < ROLL_COLUMNS; i++) {
        if (columns[i].type != VALUE_NULL) {
            return true;
        }
    }
    return false;
}

bool import_roll_put(struct meeting *m, const struct value *columns,
                     struct err *err)
{
    struct lists l = {.m = m};
    if (!says_anything(columns)) {
        return begin_by_hand(&l, err);
    }
    if (!has_roll(m)) {
        return err_set(err, ERR_RULE, "E-DOOR-023",
                       "计划和取消的会没有到会情况；开过的请把状态写成已召开，"
                       "没开的请清空到会的几栏。");
    }
    if (!read_lists(&l, columns, err) || !refuse_twice(&l, err) ||
        !begin_by_hand(&l, err)) {
        return false;
    }
    put_people(&l);
    for (size_t i = 0; i < m->roll.n; i++) {
        if (!m->roll.v[i].gone && !mark_one(&l, i, err)) {
            return false;
        }
    }
    return check_counts(&l, err);
}

const char *import_roll_text(struct meeting *m, size_t column,
                             const struct value *given)
{
    struct import_names names = {
        arena_array(m->arena, m->roll.n + 1, sizeof *names.list), 0, -1};
    struct import_names file = {.count = -1};
    if (!has_roll(m)) {
        return "";
    }
    if (given->type == VALUE_TEXT &&
        import_names_read(&file, m->book, m->arena, given->s, NULL) &&
        file.count >= 0) {
        return arena_printf(m->arena, "%" PRId64, counted(m, column));
    }
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct record *r = &m->roll.v[i].now;
        if (!m->roll.v[i].gone &&
            (column == ROLL_DUE || column_of(r) == column)) {
            names.list[names.n++] = (struct import_name){
                record_int(r, ATTEND_PERSON),
                column == ROLL_DUE ? "" : write_reason(m->arena, r)};
        }
    }
    return import_names_write(m->book, m->arena, &names);
}
