/* A press that is watched: asked how far it is, and stopped. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/report/press.h"

static const struct sheet sheet = {
    .width = 21000, .height = 29700, .cols = 80, .lines = 40, .size = 1050};

struct watched {
    int asked;
    size_t pages; /* the last number told */
    int most;     /* asked so often, then stopped */
};

static bool watch(void *ctx, size_t pages)
{
    struct watched *w = ctx;
    assert_true(pages >= w->pages);
    w->pages = pages;
    return ++w->asked < w->most;
}

static bool press(const char *script, struct watched *w, const char *name,
                  struct err *err)
{
    struct arena a = ARENA_INIT;
    struct page pages[3] = {
        {.sheet = &sheet}, {.sheet = &sheet}, {.sheet = &sheet}};
    struct document doc = {"t", pages, 3};
    struct press_watch on = {.go_on = watch, .ctx = w};
    struct press_result out;
    const char *program = arena_printf(&a, "%s/press.sh", unit_tmp());
    const char *path = arena_printf(&a, "%s/%s", unit_tmp(), name);
    assert_true(file_write(program, script, strlen(script), FILE_REPLACE, err));
    assert_int_equal(chmod(program, 0700), 0);
    setenv("PBTUI_PRESS", program, 1);
    bool ok = press_pdf_watched(&doc, NULL, path, FILE_NEW, &on, &a, &out, err);
    unsetenv("PBTUI_PRESS");
    assert_int_equal(file_exists(path), ok);
    arena_clear(&a);
    return ok;
}

TEST(press_tells_how_far_it_is)
{
    struct watched w = {.most = 1000000};
    struct err err = ERR_INIT;
    assert_true(press("#!/bin/sh\ncat >/dev/null\n"
                      "printf '%%PDF-1.4\\n%%%%EOF\\n'\n"
                      "printf 'press\\tpages\\t3\\n' >&2\n",
                      &w, "told.pdf", &err));
    assert_true(w.asked > 0);
    assert_int_equal(w.pages, 3);
}

/* One that reads nothing and one that says nothing, at once; no file is left,
   whole or half. */
TEST(press_is_stopped_when_its_watch_says_so)
{
    static const char *const scripts[] = {
        "#!/bin/sh\nexec sleep 60\n",
        "#!/bin/sh\ncat >/dev/null\nprintf '%%PDF-1.4\\n'\nexec sleep 60\n",
    };
    for (int i = 0; i < 2; i++) {
        struct watched w = {.most = 8};
        struct err err = ERR_INIT;
        int64_t began = clock_monotonic_ms();
        assert_false(press(scripts[i], &w, "stopped.pdf", &err));
        assert_string_equal(err.code, "E-PRESS-019");
        assert_int_equal(w.asked, 8);
        assert_true(clock_monotonic_ms() - began < 5000);
    }
}
