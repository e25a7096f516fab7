/* Keeping a count: its draft, its saving with what it makes of terms and posts
   shown before, and what another window saved meanwhile. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/tui/dialog.h"

#define ROW_MARK "c"

/* ---- drafts ----------------------------------------------------------- */

struct sheet_fields election_pack(struct sheet *s, struct arena *a)
{
    const struct election_view *v = (const struct election_view *)s;
    struct sheet_fields f = {.arena = a};
    struct book *b = v->sheet.app->book;
    sheet_add_changes(&f, b, "", &v->e.now, &v->e.was);
    for (size_t i = 0; i < v->e.n; i++) {
        const struct election_row *row = &v->e.rows[i];
        const char *prefix =
            arena_printf(a, ROW_MARK "%" PRId64 ".",
                         record_int(&row->now, CANDIDATE_PERSON));
        if (row->gone) {
            sheet_add(&f, arena_printf(a, "%sgone", prefix), "1");
            continue;
        }
        if (row->fresh) {
            sheet_add(&f, arena_printf(a, "%sfresh", prefix), "1");
        }
        sheet_add_changes(&f, b, prefix, &row->now, &row->was);
    }
    return f;
}

static bool put_row(struct election_view *v, int64_t person, const char *column,
                    const char *value)
{
    struct arena *frame = &v->sheet.app->ui.frame;
    bool gone = strcmp(column, "gone") == 0;
    if (strcmp(column, "fresh") == 0) {
        return election_add(&v->e, arena_printf(frame, "#%" PRId64, person),
                            NULL);
    }
    for (size_t i = 0; i < v->e.n; i++) {
        struct record *now = &v->e.rows[i].now;
        if (record_int(now, CANDIDATE_PERSON) != person) {
            continue;
        }
        int field = ledger_field(&ledger_candidate, column);
        if (gone) {
            election_drop(&v->e, i);
            return true;
        }
        return field >= 0 &&
               (sheet_same(v->sheet.app->book, now, field, value) ||
                election_row_put(&v->e, i, field, value, NULL));
    }
    return gone; /* not there: just what was wanted */
}

/* The division of work last: it is open only to those who are elected. */
static size_t unpack_once(struct election_view *v,
                          const struct draft_field *list, size_t n, bool posts)
{
    const char *post = ledger_candidate.fields[CANDIDATE_POST].column;
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        char mark;
        int64_t person;
        const char *column = "";
        int field = ledger_field(&ledger_election, list[i].name);
        bool row =
            field < 0 && sheet_name(list[i].name, &mark, &person, &column);
        if ((strcmp(column, post) == 0) != posts) {
            continue;
        }
        lost +=
            row ? !put_row(v, person, column, list[i].value)
                : field < 0 || !election_put(&v->e, field, list[i].value, NULL);
    }
    election_show_rows(v);
    return lost;
}

size_t election_unpack(struct sheet *s, const struct draft_field *list,
                       size_t n)
{
    struct election_view *v = (struct election_view *)s;
    size_t lost = unpack_once(v, list, n, false);
    return lost + unpack_once(v, list, n, true);
}

/* ---- saving ----------------------------------------------------------- */

static enum view_result apply(struct election_view *v)
{
    struct err err = ERR_INIT;
    struct ui *ui = &v->sheet.app->ui;
    if (!election_save(&v->e, NULL, &err)) {
        /* A term or a post was changed elsewhere, or the election itself. */
        if (err_is(&err, "E-SAVE-001") && v->e.now.id != 0) {
            sheet_take_over(&v->sheet);
        } else {
            dialog_error(ui, &err);
        }
        return VIEW_DONE;
    }
    return sheet_saved(&v->sheet);
}

static void shown_answer(void *ctx, struct ui *ui, int answer)
{
    if (answer == 1 && apply(ctx) == VIEW_CLOSE) {
        ui_pop(ui);
    }
}

/* What is doubtful, and what saving does besides. */
static void ask(struct election_view *v, const struct issues *is,
                const char *effects)
{
    static const char *const buttons[] = {"回去修改", "保存", NULL};
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s\n", is->list[i].text);
    }
    if (effects[0] != '\0') {
        sb_addf(&sb, "将同时：\n%s", effects);
    }
    sb_cut(&sb, sb.len - 1);
    dialog_ask(&v->sheet.app->ui, is->n > 0 ? "请核对" : "保存选举结果", sb.s,
               buttons, is->n > 0 ? 0 : 1, shown_answer, v);
    sb_clear(&sb);
}

static bool refused(struct election_view *v, const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            v->sheet.grid.at = election_cell_of(v, is->list[i].column);
            ui_note(&v->sheet.app->ui, ROLE_ERROR, "%s（%s）", is->list[i].text,
                    is->list[i].code);
            return true;
        }
    }
    return false;
}

enum view_result election_keep(struct sheet *s)
{
    struct election_view *v = (struct election_view *)s;
    struct ui *ui = &v->sheet.app->ui;
    struct err err = ERR_INIT;
    enum view_result result = VIEW_DONE;
    if (!app_can_write(v->sheet.app) || !grid_leave(&v->sheet.grid, ui)) {
        return VIEW_DONE;
    }
    if (v->e.now.id != 0 && !election_changed(&v->e)) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        sheet_draft_remove(&v->sheet.draft, v->sheet.app);
        return VIEW_CLOSE;
    }
    sheet_write_draft(s);
    struct issues is = {.arena = &v->sheet.arena};
    election_check(&v->e, &is);
    if (refused(v, &is)) {
        return VIEW_DONE;
    }
    struct strbuf effects;
    sb_init(&effects);
    if (!election_effects(&v->e, &effects, &err)) {
        dialog_error(ui, &err);
    } else if (is.n > 0 || effects.len > 0) {
        ask(v, &is, effects.s);
    } else {
        result = apply(v);
    }
    sb_clear(&effects);
    return result;
}
