/* The words of a call of `step`: NAME=VALUE, the name in English or Chinese.
   What is no word of its own here is a field of the step or of the entry. */
#include "step_words.h"

#include <string.h>

#include "cmds.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "resolve.h"

static int day_of(const struct pipeline_file *f, const struct record *r)
{
    bool step = r->ledger == &ledger_step;
    int on = record_day(r, step ? STEP_ON : STEP_ENTRY_ON);
    if (step && on == DATE_NONE) {
        on = record_day(r, STEP_ASKED);
    }
    return on != DATE_NONE ? on : f->book->today;
}

/* ---- people ----------------------------------------------------------- */

/* Somebody of the roster; 0: a name that is nobody's here, of another
   branch.  Several of that name are refused. */
static bool find_person(struct pipeline_file *f, const char *typed,
                        int64_t *person, struct err *err)
{
    struct err none = ERR_INIT;
    *person = 0;
    if (resolve_person(f->book, f->arena, typed, NULL, person, &none) ||
        err_is(&none, RESOLVE_NOBODY)) {
        return true;
    }
    if (err != NULL) {
        *err = none;
    }
    return false;
}

static bool put_person(struct pipeline_file *f, struct record *r, int field,
                       int other, const char *typed, struct err *err)
{
    int64_t person;
    if (!find_person(f, typed, &person, err)) {
        return false;
    }
    if (person == 0) {
        return record_type(r, f->book, f->arena, other, typed, err);
    }
    record_set_int(r, field, person);
    return true;
}

/* 外单位:姓名 */
static const char *from_elsewhere(const char *typed)
{
    static const char *const marks[] = {"外单位:", "外单位："};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (strncmp(typed, marks[i], strlen(marks[i])) == 0) {
            return typed + strlen(marks[i]);
        }
    }
    return NULL;
}

/* A name that nobody here has is another branch's, or a slip: who means the
   first says so. */
static bool put_helper(struct pipeline_file *f, const char *role,
                       const char *typed, int on, struct err *err)
{
    struct record r = record_new(&ledger_helper, f->book, f->arena);
    const char *other = from_elsewhere(typed);
    int64_t person = 0;
    record_set_text(&r, HELPER_ROLE, role);
    record_set_day(&r, f->arena, HELPER_FROM, on);
    if (other != NULL) {
        return record_type(&r, f->book, f->arena, HELPER_NAME, other, err) &&
               pipeline_put(f, &r, err);
    }
    if (!find_person(f, typed, &person, err)) {
        return false;
    }
    if (person == 0) {
        return err_set(err, ERR_USAGE, "E-STEP-008",
                       "“%s”不在本账本的名册里，请核对姓名；确是外单位党员的，"
                       "请写 外单位:%s。",
                       typed, typed);
    }
    record_set_int(&r, HELPER_PERSON, person);
    return pipeline_put(f, &r, err);
}

static bool read_contact(struct pipeline_file *f, struct record *r, int no,
                         const char *typed, struct err *err)
{
    (void)no;
    return put_helper(f, ROLE_CONTACT, typed, day_of(f, r), err);
}

static bool read_introducer(struct pipeline_file *f, struct record *r, int no,
                            const char *typed, struct err *err)
{
    (void)no;
    return put_helper(f, ROLE_INTRODUCER, typed, day_of(f, r), err);
}

static bool read_contacts_out(struct pipeline_file *f, struct record *r, int no,
                              const char *typed, struct err *err)
{
    (void)no;
    return pipeline_put_outsiders(f, typed, ROLE_CONTACT, day_of(f, r), err);
}

static bool read_introducers_out(struct pipeline_file *f, struct record *r,
                                 int no, const char *typed, struct err *err)
{
    (void)no;
    return pipeline_put_outsiders(f, typed, ROLE_INTRODUCER, day_of(f, r), err);
}

/* Who did it: somebody of the roster, or a name from elsewhere. */
static bool read_by(struct pipeline_file *f, struct record *r, int no,
                    const char *typed, struct err *err)
{
    (void)no;
    return put_person(f, r, ledger_field(r->ledger, "by_id"),
                      ledger_field(r->ledger, "by_text"), typed, err);
}

/* ---- papers and notices ----------------------------------------------- */

/* 入党申请书, or 入党申请书×2. */
static bool read_paper(struct pipeline_file *f, struct record *r, int no,
                       const char *typed, struct err *err)
{
    struct record p = record_new(&ledger_paper, f->book, f->arena);
    const char *times = strstr(typed, "×");
    size_t n = times != NULL ? (size_t)(times - typed) : strlen(typed);
    record_set_int(&p, PAPER_NO, no);
    record_set_day(&p, f->arena, PAPER_ON, day_of(f, r));
    return record_type(&p, f->book, f->arena, PAPER_NAME,
                       arena_strn(f->arena, typed, n), err) &&
           (times == NULL || record_type(&p, f->book, f->arena, PAPER_COPIES,
                                         times + strlen("×"), err)) &&
           pipeline_put(f, &p, err);
}

static bool read_notice(struct pipeline_file *f, struct record *r, int no,
                        const char *typed, struct err *err)
{
    struct record p = record_new(&ledger_publicity, f->book, f->arena);
    const char *dots = strstr(typed, "..");
    (void)r;
    if (dots == NULL) {
        return err_set(err, ERR_USAGE, "E-STEP-003",
                       "公示应写成 notice=起..止，例如"
                       " notice=2026-11-02..2026-11-06。");
    }
    record_set_int(&p, PUBLICITY_NO, no);
    return record_type(&p, f->book, f->arena, PUBLICITY_FROM,
                       arena_strn(f->arena, typed, (size_t)(dots - typed)),
                       err) &&
           record_type(&p, f->book, f->arena, PUBLICITY_TO, dots + 2, err) &&
           pipeline_put(f, &p, err);
}

/* ---- words ------------------------------------------------------------ */

static const struct {
    const char *name;
    const char *other;
    bool (*read)(struct pipeline_file *f, struct record *r, int no,
                 const char *typed, struct err *err);
} words[] = {
    {"contact", "联系人", read_contact},
    {"introducer", "介绍人", read_introducer},
    /* As the fields of the form are called. */
    {"contact_1", "培养联系人", read_contact},
    {"contact_2", "另一联系人", read_contact},
    {"contact_out", "外单位联系人", read_contacts_out},
    {"introducer_1", "入党介绍人", read_introducer},
    {"introducer_2", "另一介绍人", read_introducer},
    {"introducer_out", "外单位介绍人", read_introducers_out},
    {"paper", "材料", read_paper},
    {"notice", "公示", read_notice},
    {"by", "责任人", read_by},
    {"by", "考察人", read_by},
};

static bool is_called(const char *word, size_t n, const char *name)
{
    return strlen(name) == n && strncmp(word, name, n) == 0;
}

bool step_word_is(const char *word, const char *name)
{
    size_t n = strcspn(word, "=");
    return word[n] == '=' && is_called(word, n, name);
}

bool step_word_read(struct pipeline_file *f, struct record *r, int no,
                    const char *word, struct err *err)
{
    size_t n = strcspn(word, "=");
    for (size_t i = 0; word[n] == '=' && i < ARRAY_LEN(words); i++) {
        if (is_called(word, n, words[i].name) ||
            is_called(word, n, words[i].other)) {
            return words[i].read(f, r, no, word + n + 1, err);
        }
    }
    return cmd_type_word(f->book, f->arena, r, word, err);
}

/* ---- the meeting ------------------------------------------------------ */

static bool wants_meeting(const struct pipeline_step *s)
{
    size_t i = 0;
    while (s->fields[i] != NULL && strcmp(s->fields[i], "event") != 0) {
        i++;
    }
    return s->fields[i] != NULL;
}

void step_link_meeting(struct pipeline_file *f, struct record *step, int on)
{
    const struct pipeline_choice *list = NULL;
    char day[11];
    int no = (int)record_int(step, STEP_NO);
    if (!wants_meeting(&book_pipeline(f->book)->steps[no])) {
        return;
    }
    size_t n = pipeline_meetings(f, no, &list);
    date_text(on, day);
    if (!record_is_null(step, STEP_EVENT)) {
        /* What another meeting came to does not stay. */
        record_set_null(step, STEP_EVENT);
        record_set_null(step, STEP_RESULT);
    }
    for (size_t i = 0; i < n && list[i].about; i++) {
        if (strncmp(list[i].text, day, strlen(day)) == 0) {
            pipeline_step_meeting(f, step, list[i].event);
            return;
        }
    }
}
