/* Taking the platform's values, passing differences over, taking that back:
   each one change, with the reason 平台比对. */
#include "compare_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/platform.h"

#define REASON "平台比对"

/* ---- taking -------------------------------------------------------------- */

struct taking {
    struct book *book;
    struct arena *arena;
    struct apply_part *parts; /* one a person */
    size_t n;
};

/* The record of that person as it is being put together; NULL: it failed. */
static struct record *record_of(struct taking *t, int64_t person,
                                struct err *err)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->parts[i].r->id == person) {
            return t->parts[i].r;
        }
    }
    struct record *old = arena_alloc(t->arena, sizeof *old);
    struct record *now = arena_alloc(t->arena, sizeof *now);
    if (!record_read(old, &ledger_people, t->book, t->arena, person, err)) {
        return NULL;
    }
    *now = record_copy(old, t->arena);
    t->parts[t->n++] = (struct apply_part){APPLY_ALONE, .r = now, .old = old};
    return now;
}

static bool may_take(const struct compare_line *line, struct err *err)
{
    if (line->group != COMPARE_DIFFERS || line->refusal != NULL) {
        return err_set(err, ERR_RULE, "E-COMPARE-010", "%s%s%s不能采用：%s",
                       line->name, line->label[0] != '\0' ? "的" : "",
                       line->label,
                       line->refusal != NULL ? line->refusal
                                             : "已经忽略了，请先取消忽略。");
    }
    return true;
}

bool compare_take(struct book *b, struct arena *a,
                  const struct compare_report *r, const size_t *at, size_t n,
                  size_t *done, struct err *err)
{
    struct taking t = {b, a, arena_array(a, n + 1, sizeof *t.parts), 0};
    *done = 0;
    for (size_t i = 0; i < n; i++) {
        const struct compare_line *line = &r->lines[at[i]];
        struct record *now =
            may_take(line, err) ? record_of(&t, line->person, err) : NULL;
        if (now == NULL) {
            return false;
        }
        now->values[line->at] = line->value;
    }
    if (n == 0) {
        return true;
    }
    const char *first = r->lines[at[0]].name;
    const char *label =
        t.n == 1 ? arena_printf(a, "%s：采用 %s 的 %zu 项", REASON, first, n)
                 : arena_printf(a, "%s：采用 %s 等 %zu 人的 %zu 项", REASON,
                                first, t.n, n);
    if (!ledger_apply_parts(b, a, t.parts, t.n, label, REASON, err)) {
        return err_doing(err, "采用平台的内容");
    }
    *done = n;
    return true;
}

/* ---- passing over -------------------------------------------------------- */

bool compare_pass(struct book *b, struct arena *a,
                  const struct compare_report *r, const size_t *at, size_t n,
                  const char *reason, struct err *err)
{
    struct platform_difference *list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        const struct compare_line *line = &r->lines[at[i]];
        if (line->group == COMPARE_UNSURE) {
            return err_set(err, ERR_RULE, "E-COMPARE-011",
                           "第 %zu 行的%s分不清是谁，不能忽略；请在文件里补上"
                           "身份证号或者出生日期再比对。",
                           line->row, line->name);
        }
        list[i] = compare_difference(line);
    }
    return platform_pass(b, a, list, n, reason, err);
}

bool compare_unpass(struct book *b, struct arena *a,
                    const struct compare_report *r, const size_t *at, size_t n,
                    struct err *err)
{
    int64_t *ids = arena_array(a, n + 1, sizeof *ids);
    size_t n_ids = 0;
    for (size_t i = 0; i < n; i++) {
        if (r->lines[at[i]].pair != 0) {
            ids[n_ids++] = r->lines[at[i]].pair;
        }
    }
    return platform_unpass(b, a, ids, n_ids, err);
}
