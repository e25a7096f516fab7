/* All records a sheet is about: which are not in the platform, which are other
   by now, and marking them.  Each is filled in as it would be typed, because
   only that says whether something of it has changed. */
#include "pbtui/report/platform_sheet.h"

#include "platform_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/ledger/query.h"

/* ---- which records ------------------------------------------------------- */

struct ids {
    int64_t *list;
    size_t n, cap;
};

static bool take_id(void *ctx, const struct query_row *row)
{
    struct ids *ids = ctx;
    MEM_PUSH(ids->list, ids->n, ids->cap);
    ids->list[ids->n++] = row->id;
    return true;
}

/* The view's rows without its columns, oldest first. */
static bool read_ids(struct book *b, struct arena *a,
                     const struct platform_sheet *s, const struct span *span,
                     struct ids *out, struct err *err)
{
    struct ledger_view view = *s->view;
    view.n_columns = 0;
    struct query q = query_of(s->ledger, &view);
    q.descending = s->ledger->order_descending;
    q.from = s->from;
    if (span != NULL) {
        q.from = span->from > q.from ? span->from : q.from;
        q.to = span->to;
    }
    return query_each(b, a, &q, take_id, out, err);
}

/* ---- one of them --------------------------------------------------------- */

static const struct upload_line *lines_of(struct arena *a,
                                          const struct platform_page *p)
{
    struct upload_line *lines = arena_array(a, p->n + 1, sizeof *lines);
    for (size_t i = 0; i < p->n; i++) {
        lines[i] = (struct upload_line){p->values[i].label, p->values[i].whole};
    }
    return lines;
}

static struct platform_item *add_item(struct platform_list *l, struct arena *a,
                                      const struct platform_page *p)
{
    struct platform_item *item = &l->items[l->n++];
    *item = (struct platform_item){.id = p->id,
                                   .name = arena_str(a, p->name),
                                   .day = arena_str(a, p->day),
                                   .on = "",
                                   .by = "",
                                   .changed = "",
                                   .n_over = p->n_over};
    return item;
}

static bool judge(struct book *b, struct arena *a,
                  const struct platform_page *p, const struct upload_mark *mark,
                  struct platform_item *item, struct err *err)
{
    item->state = PLATFORM_OPEN;
    if (mark == NULL) {
        return true;
    }
    item->on = mark->on;
    item->by = mark->by;
    if (!upload_changed(b, a, mark, lines_of(a, p), p->n, &item->changed,
                        err)) {
        return false;
    }
    item->state = item->changed[0] != '\0' ? PLATFORM_CHANGED : PLATFORM_DONE;
    return true;
}

/* In memory of its own: a page holds all texts of its record. */
static bool look_at(struct book *b, struct arena *a, struct platform_list *l,
                    const struct upload_mark *marks, size_t n_marks, int64_t id,
                    struct err *err)
{
    struct arena page = ARENA_INIT;
    struct platform_filling f;
    struct platform_page p;
    bool meets = false;
    bool ok = platform_begin(&f, b, &page, l->sheet, id, err) &&
              platform_meets(&f, &meets, err);
    if (ok && meets) {
        ok = platform_lines(&f, &p, err);
        if (ok) {
            struct platform_item *item = add_item(l, a, &p);
            ok = judge(b, a, &p, upload_mark_of(marks, n_marks, id), item, err);
            l->counts[item->state]++;
        }
    }
    arena_clear(&page);
    return ok;
}

bool platform_list(struct platform_list *out, struct book *b, struct arena *a,
                   const struct platform_sheet *s, const struct span *span,
                   struct err *err)
{
    struct ids ids = {NULL, 0, 0};
    struct upload_mark *marks;
    size_t n_marks;
    *out = (struct platform_list){.sheet = s};
    bool ok = upload_marks(b, a, s->name, &marks, &n_marks, err) &&
              read_ids(b, a, s, span, &ids, err);
    out->items = arena_array(a, ids.n + 1, sizeof *out->items);
    for (size_t i = 0; i < ids.n && ok; i++) {
        ok = look_at(b, a, out, marks, n_marks, ids.list[i], err);
    }
    mem_free(ids.list);
    return ok || err_doing(err, "录入单“%s”", s->title);
}

size_t platform_left(const struct platform_list *l)
{
    return l->counts[PLATFORM_OPEN] + l->counts[PLATFORM_CHANGED];
}

const struct platform_item *platform_next(const struct platform_list *l,
                                          int64_t after)
{
    const struct platform_item *first = NULL;
    bool behind = after == 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct platform_item *item = &l->items[i];
        bool left = item->state != PLATFORM_DONE;
        if (left && behind) {
            return item;
        }
        first = left && first == NULL ? item : first;
        behind = behind || item->id == after;
    }
    return first;
}

/* ---- ticking ------------------------------------------------------------- */

static struct upload_sheet mark_of(const struct platform_sheet *s)
{
    return (struct upload_sheet){s->name, s->system, s->module, s->ledger};
}

bool platform_tick(struct book *b, struct arena *a,
                   const struct platform_sheet *s, const int64_t *ids, size_t n,
                   int day, struct err *err)
{
    struct upload_sheet of = mark_of(s);
    struct upload_item *items = arena_array(a, n + 1, sizeof *items);
    for (size_t i = 0; i < n; i++) {
        struct platform_filling f;
        struct platform_page p;
        bool meets;
        if (!platform_begin(&f, b, a, s, ids[i], err) ||
            !platform_meets(&f, &meets, err) || !platform_lines(&f, &p, err)) {
            return false;
        }
        if (!meets) {
            return err_set(err, ERR_RULE, "E-PLATFORM-001",
                           "“%s”不在录入单“%s”要录的记录里，不能打勾。", p.name,
                           s->title);
        }
        items[i] = (struct upload_item){
            .row = p.id,
            .said = arena_printf(a, "%s：%s", s->title, p.name),
            .lines = lines_of(a, &p),
            .n_lines = p.n};
    }
    return upload_tick(b, a, &of, items, n, day, err);
}

bool platform_untick(struct book *b, struct arena *a,
                     const struct platform_sheet *s, const int64_t *ids,
                     size_t n, const char *reason, size_t *done,
                     struct err *err)
{
    struct upload_sheet of = mark_of(s);
    return upload_untick(b, a, &of, ids, n, reason, done, err);
}
