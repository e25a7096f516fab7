/* The event form while it is typed into: each field into the meeting on leaving
   it, what follows from it at once. */
#include "meeting_parts.h"

#include "pbtui/base/clock.h"

#define DRAFT_IDLE_MS 1000
#define DRAFT_KEYS    20

/* ---- while typing ------------------------------------------------------- */

void meeting_changed(void *ctx)
{
    struct meeting_view *v = ctx;
    v->edited = true;
    v->dirty = true;
    v->warned = false;
    v->view.tick_at = clock_monotonic_ms() + DRAFT_IDLE_MS;
    meeting_items_refresh(v);
}

void meeting_on_changed(void *ctx, struct formbox *f)
{
    (void)f;
    struct meeting_view *v = ctx;
    v->edited = true;
    v->dirty = true;
    v->warned = false;
    v->view.tick_at = clock_monotonic_ms() + DRAFT_IDLE_MS;
    meeting_items_rows(v);
    if (++v->typed >= DRAFT_KEYS) {
        meeting_write_draft(v);
    }
}

void meeting_on_check(void *ctx, struct formbox *f, struct form_item *item,
                      bool leaving)
{
    (void)f;
    struct meeting_view *v = ctx;
    if (!leaving) {
        formbox_error(item, "");
        return;
    }
    if (!item->touched || !meeting_items_take(v, item)) {
        return;
    }
    meeting_items_refresh(v);
    meeting_write_draft(v);
}
