/* What the tests of 党费 rules share. */
#include "dues_scene.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "unit.h"

const char *dues_scene_builtin(void)
{
    const struct embed_file *f = embed_find("rules/dues.ini");
    assert_non_null(f);
    return f->text;
}

struct dues_rules *dues_scene_load(struct arena *a, const char *own)
{
    struct dues_rules *r = NULL;
    struct err err = ERR_INIT;
    if (!dues_load(&r, a, dues_scene_builtin(), own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r;
}

struct dues_rules *dues_scene_clean(struct arena *a, const char *own)
{
    struct dues_rules *r = dues_scene_load(a, own);
    size_t n = 0;
    const struct ini_complaint *list = dues_complaints(r, &n);
    if (n > 0) {
        fail_msg("%s", list[0].text);
    }
    return r;
}

size_t dues_scene_complaints(const struct dues_rules *r)
{
    size_t n = 0;
    dues_complaints(r, &n);
    return n;
}

void dues_scene_must_say(const char *text, const char *what)
{
    if (strstr(text, what) == NULL) {
        fail_msg("%s: not in: %s", what, text);
    }
}

int64_t dues_scene_fen(const struct dues_rules *r, const char *category,
                       int64_t base, int day)
{
    struct err err = ERR_INIT;
    int64_t fen = -1;
    return dues_amount(r, category, base, day, &fen, &err) ? fen : -1;
}
