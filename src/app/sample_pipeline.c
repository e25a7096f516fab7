/* 发展党员 of the sample: each step through the door that the screens and the
   command line use, on its day, so that every rule has had its say. */
#include "sample_pipeline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/text/date.h"
#include "sample_events.h"
#include "step_words.h"

/* A file and the day on which its lines are typed in. */
struct filer {
    struct pipeline_file f;
    int entered; /* DATE_NONE: each on its own day */
};

static void on_its_day(struct filer *w, int day)
{
    w->f.book->today = w->entered != DATE_NONE ? w->entered : day;
    w->f.book->day = w->f.book->today;
}

static bool read_again(struct filer *w, struct err *err)
{
    return pipeline_read(&w->f, w->f.book, w->f.arena, w->f.head.id, err);
}

static int step_number(struct pipeline_file *f, const char **s)
{
    long no = strtol(sample_word(f->arena, s), NULL, 10);
    assert(no >= 1 && no <= PIPELINE_STEPS);
    return (int)no;
}

/* ---- single lines ----------------------------------------------------- */

static bool take_entered(struct filer *w, const char *s, struct err *err)
{
    (void)err;
    w->entered = sample_day(w->f.arena, &s);
    return true;
}

/* What the roster's dates made when the file was opened is filled in. */
static struct record step_of(struct pipeline_file *f, int no)
{
    if (f->steps[no].ledger == NULL || f->steps[no].id == 0) {
        return pipeline_step_new(f, no);
    }
    struct record r = record_copy(&f->steps[no], f->arena);
    record_set_null(&r, STEP_REASON);
    return r;
}

static bool take_step(struct filer *w, const char *s, struct err *err)
{
    struct pipeline_file *f = &w->f;
    int no = step_number(f, &s);
    int day = sample_day(f->arena, &s);
    on_its_day(w, day);
    struct record r = step_of(f, no);
    step_link_meeting(f, &r, day);
    record_set_day(&r, f->arena, STEP_ON, day);
    while (*s != '\0') {
        if (!step_word_read(f, &r, no, sample_word(f->arena, &s), err)) {
            return err_doing(err, "第 %d 步", no);
        }
    }
    return pipeline_step_save(f, &r, NULL, err) ||
           err_doing(err, "第 %d 步", no);
}

/* Handed in; the answer has not come yet. */
static bool take_asked(struct filer *w, const char *s, struct err *err)
{
    struct pipeline_file *f = &w->f;
    int no = step_number(f, &s);
    int day = sample_day(f->arena, &s);
    on_its_day(w, day);
    struct record r = step_of(f, no);
    record_set_null(&r, STEP_ON);
    pipeline_step_day_typed(f, &r);
    record_set_day(&r, f->arena, STEP_ASKED, day);
    while (*s != '\0') {
        if (!step_word_read(f, &r, no, sample_word(f->arena, &s), err)) {
            return err_doing(err, "第 %d 步报送", no);
        }
    }
    return pipeline_step_save(f, &r, NULL, err) ||
           err_doing(err, "第 %d 步报送", no);
}

static bool take_entries(struct filer *w, const char *s, struct err *err)
{
    struct pipeline_file *f = &w->f;
    const char *kind = codes_find("step_entry", sample_word(f->arena, &s));
    const char *by = arena_printf(f->arena, "by=%s", sample_word(f->arena, &s));
    assert(kind != NULL);
    while (*s != '\0') {
        int day = sample_day(f->arena, &s);
        on_its_day(w, day);
        struct record r = record_new(&ledger_step_entry, f->book, f->arena);
        record_set_int(&r, STEP_ENTRY_FILE, f->head.id);
        record_set_text(&r, STEP_ENTRY_KIND, kind);
        record_set_day(&r, f->arena, STEP_ENTRY_ON, day);
        if (strcmp(kind, codes_find("step_entry", "半年考察")) == 0) {
            record_set_text(&r, STEP_ENTRY_CONTENT,
                            "学习、工作和群众基础都好，继续培养考察。");
        }
        if (!step_word_read(f, &r, 0, by, err) ||
            !ledger_apply(f->book, f->arena, &r, NULL, NULL, err)) {
            return false;
        }
    }
    return read_again(w, err);
}

static bool take_papers(struct filer *w, const char *s, struct err *err)
{
    struct pipeline_file *f = &w->f;
    int no = step_number(f, &s);
    int day = sample_day(f->arena, &s);
    on_its_day(w, day);
    while (*s != '\0') {
        struct record r = record_new(&ledger_paper, f->book, f->arena);
        record_set_int(&r, PAPER_FILE, f->head.id);
        record_set_int(&r, PAPER_NO, no);
        record_set_day(&r, f->arena, PAPER_ON, day);
        record_set_text(&r, PAPER_NAME, sample_word(f->arena, &s));
        if (!ledger_apply(f->book, f->arena, &r, NULL, NULL, err)) {
            return false;
        }
    }
    return read_again(w, err);
}

static const struct record *helper_now(struct pipeline_file *f,
                                       const char *role, const char *name)
{
    for (size_t i = 0; i < f->n_helpers; i++) {
        const struct record *r = &f->helpers[i];
        if (strcmp(f->facts.helpers[i].name, name) == 0 &&
            strcmp(record_text(r, HELPER_ROLE), role) == 0 &&
            record_is_null(r, HELPER_TO)) {
            return r;
        }
    }
    assert(!"a helper who is none");
    return NULL;
}

static bool take_change(struct filer *w, const char *s, struct err *err)
{
    struct pipeline_file *f = &w->f;
    const char *role = codes_find("pipeline_role", sample_word(f->arena, &s));
    assert(role != NULL);
    const struct record *old = helper_now(f, role, sample_word(f->arena, &s));
    struct record left = record_copy(old, f->arena);
    int day = sample_day(f->arena, &s);
    const char *name = sample_word(f->arena, &s);
    on_its_day(w, day);
    record_set_day(&left, f->arena, HELPER_TO, day);
    record_set_text(&left, HELPER_REASON, s);
    struct record came = record_new(&ledger_helper, f->book, f->arena);
    record_set_int(&came, HELPER_FILE, f->head.id);
    record_set_text(&came, HELPER_ROLE, role);
    record_set_day(&came, f->arena, HELPER_FROM, day);
    return record_type(&came, f->book, f->arena, HELPER_PERSON, name, err) &&
           ledger_apply(f->book, f->arena, &left, old, NULL, err) &&
           ledger_apply(f->book, f->arena, &came, NULL, NULL, err) &&
           read_again(w, err);
}

/* A field of the head: where from, when the papers were examined. */
static bool take_head(struct filer *w, const struct sample_line *line,
                      struct err *err)
{
    struct pipeline_file *f = &w->f;
    struct record head = record_copy(&f->head, f->arena);
    int field = sample_field(&ledger_candidacy, line->key);
    assert(field >= 0 && head.id != 0);
    return record_type(&head, f->book, f->arena, field, line->value, err) &&
           ledger_apply(f->book, f->arena, &head, &f->head, NULL, err) &&
           read_again(w, err);
}

/* ---- a block ---------------------------------------------------------- */

static const struct {
    const char *key;
    bool (*take)(struct filer *w, const char *value, struct err *err);
} takers[] = {
    {"登记", take_entered}, {"步骤", take_step},   {"记载", take_entries},
    {"材料", take_papers},  {"更换", take_change}, {"报送", take_asked},
};

static bool take_line(struct filer *w, const struct sample_line *line,
                      struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(takers); i++) {
        if (strcmp(line->key, takers[i].key) == 0) {
            return takers[i].take(w, line->value, err);
        }
    }
    return take_head(w, line, err);
}

bool sample_pipeline_save(struct book *b, struct arena *a,
                          const struct sample_block *block, struct err *err)
{
    struct filer w = {.entered = DATE_NONE};
    if (strcmp(block->lines[0].key, "会议") == 0) {
        return sample_event_save(b, a, block, err);
    }
    assert(strcmp(block->lines[0].key, "档案") == 0);
    int64_t id = sample_id(b, a, &ledger_people, block->lines[0].value);
    bool ok = pipeline_read_person(&w.f, b, a, id, err);
    for (size_t i = 1; ok && i < block->n; i++) {
        ok = take_line(&w, &block->lines[i], err);
    }
    return ok || err_doing(err, "%s", block->lines[0].value);
}
