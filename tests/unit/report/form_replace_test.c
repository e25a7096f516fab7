/* A description of the user's in the place of a compiled-in one: other papers
   count on what it is laid over, so its source has to be the same. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/report/bound.h"

static void read_with(struct forms *f, struct arena *a, const char *name,
                      const char *text)
{
    struct strbuf path;
    struct err err = ERR_INIT;
    *a = (struct arena)ARENA_INIT;
    sb_init(&path);
    sb_addf(&path, "%s/replace-%s", unit_tmp(), name);
    assert_true(file_make_dirs(path.s, &err));
    size_t folder = path.len;
    sb_addf(&path, "/%s", name);
    if (!file_write(path.s, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    path.s[folder] = '\0';
    assert_true(forms_read(f, a, path.s, &err));
    sb_clear(&path);
}

static bool complains(const struct forms *f, const char *says)
{
    for (size_t i = 0; i < f->n_complaints; i++) {
        if (strstr(f->complaints[i], says) != NULL) {
            return true;
        }
    }
    return false;
}

#define FORM(source)                                                           \
    "[form]\ntitle = 自己的\npaper = 竖排五号\nsource = " source "\nline = 甲\n"

TEST(form_of_another_source_does_not_take_its_place)
{
    struct arena a;
    struct forms f;
    read_with(&f, &a, "meeting.ini", FORM("roster"));
    const struct form *meeting = forms_find(&f, "meeting");
    assert_false(meeting->own);
    assert_string_equal(meeting->source->name, "meeting");
    assert_true(complains(&f, "source 就要一样，写成 meeting"));
    assert_true(complains(&f, "用的是程序自带的同名表样"));
    arena_clear(&a);
    read_with(&f, &a, "meeting.ini", FORM("meeting"));
    assert_true(forms_find(&f, "meeting")->own);
    assert_int_equal(f.n_complaints, 0);
    arena_clear(&a);
}

TEST(form_with_the_name_of_a_bound_ledger_is_none)
{
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        char file[32];
        struct arena a;
        struct forms f;
        snprintf(file, sizeof file, "%s.ini", b->name);
        read_with(&f, &a, file, FORM("roster"));
        assert_true(complains(&f, "是装订台账的名称"));
        for (size_t i = 0; i < f.n; i++) {
            assert_string_not_equal(f.list[i].name, b->name);
        }
        arena_clear(&a);
    }
}
