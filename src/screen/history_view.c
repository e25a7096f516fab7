/* History: what each save changed, from the after-images of the audit. */
#include "pbtui/screen/history_view.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/tui/dialog.h"

/* The stored text of a column as the clerk reads it. */
static void add_value(struct app *app, struct strbuf *out,
                      const struct field *f, const char *stored)
{
    struct value v;
    if (stored == NULL) {
        sb_add(out, "（空）");
        return;
    }
    if (f->kind->secret) {
        sb_add(out, "（号码不显示）");
        return;
    }
    if (f->kind->stored == VALUE_INT) {
        v = (struct value){VALUE_INT, strtoll(stored, NULL, 10), NULL};
    } else {
        v = (struct value){VALUE_TEXT, 0, stored};
    }
    field_format(f, app->book, &v, out);
}

static void add_differences(struct app *app, struct arena *a,
                            struct strbuf *out, const struct ledger *l,
                            const char *before, const char *after)
{
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        if ((f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY | FIELD_HIDDEN)) !=
            0) {
            continue;
        }
        const char *was =
            before != NULL ? audit_image_get(a, before, f->column) : NULL;
        const char *is =
            after != NULL ? audit_image_get(a, after, f->column) : NULL;
        bool same =
            was == NULL || is == NULL ? was == is : strcmp(was, is) == 0;
        if (same) {
            continue;
        }
        sb_addf(out, "    %s：", f->label);
        if (before != NULL) {
            add_value(app, out, f, was);
            sb_add(out, " → ");
        }
        add_value(app, out, f, is);
        sb_addc(out, '\n');
    }
}

void history_view_open(struct app *app, const struct ledger *l, int64_t id)
{
    struct arena a = ARENA_INIT;
    struct audit_entry *entries;
    size_t n;
    struct err err = ERR_INIT;
    if (id == 0) {
        ui_note(&app->ui, ROLE_WARN, "还没有保存，没有修改经过。");
        return;
    }
    if (!audit_history(app->session.db, &a, l->table, id, &entries, &n, &err)) {
        ui_note_err(&app->ui, &err);
        arena_clear(&a);
        return;
    }
    struct strbuf sb;
    sb_init(&sb);
    const char *before = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct audit_entry *e = &entries[i];
        sb_addf(&sb, "第 %lld 号  %s  %s  %s\n", (long long)e->seq, e->at,
                e->actor[0] != '\0' ? e->actor : "（未署名）", e->label);
        if (e->reason != NULL && e->reason[0] != '\0') {
            sb_addf(&sb, "    原因：%s\n", e->reason);
        }
        if (strcmp(e->op, "reveal") != 0 && strcmp(e->op, "note") != 0) {
            add_differences(app, &a, &sb, l, before, e->after);
            before = e->after;
        }
    }
    dialog_text_view(&app->ui, "修改经过", sb.s);
    sb_clear(&sb);
    arena_clear(&a);
}

void history_changes_open(struct app *app)
{
    enum { MAX = 200 };
    struct change_info *list = mem_new(MAX * sizeof *list);
    size_t n = change_list(app->session.db, list, MAX);
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sb, "%s  %s  %s%s\n", list[i].at,
                list[i].actor[0] != '\0' ? list[i].actor : "（未署名）",
                list[i].label, list[i].undone ? "（已撤销）" : "");
    }
    if (n == 0) {
        sb_add(&sb, "还没有保存过什么。\n");
    }
    dialog_text_view(&app->ui, "最近的保存", sb.s);
    sb_clear(&sb);
    mem_free(list);
}
