/* The list of ledgers, and its self-check against the schema. */
#include "pbtui/ledger/registry.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/review.h"
#include "pbtui/store/stmt.h"

static const struct ledger *const compiled_in[] = {
    &ledger_people,       &ledger_member,       &ledger_placement,
    &ledger_post,         &ledger_away,         &ledger_contact,
    &ledger_honour,       &ledger_branch,       &ledger_grp,
    &ledger_term,         &ledger_event,        &ledger_agenda,
    &ledger_action,       &ledger_attend,       &ledger_event_kind,
    &ledger_point,        &ledger_attachment,   &ledger_talk,
    &ledger_plan,         &ledger_duty_own,     &ledger_duty_done,
    &ledger_rights,       &ledger_period,       &ledger_review,
    &ledger_review_line,  &ledger_review_grade, &ledger_election,
    &ledger_candidate,    &ledger_duty_report,  &ledger_number,
    &ledger_due,          &ledger_dues_month,   &ledger_payment,
    &ledger_payment_part, &ledger_sitting,      &ledger_assess,
    &ledger_assess_item,  &ledger_handover,     &ledger_reminder,
    &ledger_dues_notice,  &ledger_fund,         &ledger_fund_entry,
    &ledger_candidacy,    &ledger_step,         &ledger_step_entry,
    &ledger_helper,       &ledger_publicity,    &ledger_paper,
    &ledger_quota,        &ledger_upload,       &ledger_platform_pair,
};

const struct ledger *registry_at(struct book *b, size_t i)
{
    if (i < ARRAY_LEN(compiled_in)) {
        return compiled_in[i];
    }
    const struct register_set *set = book_registers(b);
    size_t at = i - ARRAY_LEN(compiled_in);
    return at < set->n ? &set->list[at]->ledger : NULL;
}

static bool word_in(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *s = words; n > 0 && *s != '\0';) {
        size_t len = strcspn(s, " ");
        if (len == n && strncmp(s, word, n) == 0) {
            return true;
        }
        s += len + (s[len] == ' ');
    }
    return false;
}

const struct ledger *registry_programmed(const char *name, const char *title)
{
    for (size_t i = 0; i < ARRAY_LEN(compiled_in); i++) {
        const struct ledger *l = compiled_in[i];
        if (strcmp(l->name, name) == 0 || word_in(l->aliases, name) ||
            strcmp(l->title, title) == 0) {
            return l;
        }
    }
    return NULL;
}

const struct ledger *registry_find(struct book *b, const char *word)
{
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(b, i)) != NULL; i++) {
        if (strcmp(l->name, word) == 0 || word_in(l->aliases, word)) {
            return l;
        }
    }
    return NULL;
}

size_t registry_children(struct book *b, const struct ledger *owner,
                         const struct ledger **out, size_t max)
{
    size_t n = 0;
    const struct ledger *l;
    for (size_t i = 0; n < max && (l = registry_at(b, i)) != NULL; i++) {
        if (l->parent >= 0 && l->fields[l->parent].of != NULL &&
            strcmp(l->fields[l->parent].of, owner->name) == 0) {
            out[n++] = l;
        }
    }
    return n;
}

/* What the schema says of one column. */
static bool column_type(struct db *db, const char *table, const char *column,
                        char type[16], bool *not_null)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select type, \"notnull\" from pragma_table_info(:table)"
                  " where name = :column"));
    stmt_text(&st, ":table", table);
    stmt_text(&st, ":column", column);
    bool found = stmt_row(&st);
    if (found) {
        const char *s = stmt_col_text(&st, 0);
        size_t n = strnlen(s, 15);
        memcpy(type, s, n);
        type[n] = '\0';
        *not_null = stmt_col_int(&st, 1) != 0;
    }
    return stmt_done(&st, NULL) && found;
}

static size_t check_field(struct book *b, const struct ledger *l,
                          const struct field *f, struct strbuf *out)
{
    char type[16] = "";
    bool not_null = false;
    size_t bad = 0;
    if (f->kind == &field_choice && codes_table(f->of) == NULL) {
        sb_addf(out, "%s.%s: no code table %s\n", l->name, f->column, f->of);
        bad++;
    }
    if (f->kind == &field_link && registry_find(b, f->of) == NULL) {
        sb_addf(out, "%s.%s: no ledger %s\n", l->name, f->column, f->of);
        bad++;
    }
    if ((f->flags & FIELD_NEW_ONLY) != 0) {
        return bad;
    }
    if ((f->flags & FIELD_COMPUTED) != 0) {
        if (f->sql == NULL) {
            sb_addf(out, "%s.%s: computed without sql\n", l->name, f->column);
            bad++;
        }
        return bad;
    }
    if (!column_type(b->db, l->table, f->column, type, &not_null)) {
        sb_addf(out, "%s.%s: no such column\n", l->name, f->column);
        return bad + 1;
    }
    const char *want = f->kind->stored == VALUE_INT ? "INTEGER" : "TEXT";
    if (strcmp(type, want) != 0) {
        sb_addf(out, "%s.%s: %s in the schema, %s here\n", l->name, f->column,
                type, want);
        bad++;
    }
    bool never_null = (f->flags & FIELD_NOT_NULL) != 0;
    if (not_null != never_null) {
        sb_addf(out, "%s.%s: NOT NULL differs\n", l->name, f->column);
        bad++;
    }
    return bad;
}

/* Columns of the table that no field describes. */
static size_t check_columns(struct book *b, const struct ledger *l,
                            struct strbuf *out)
{
    static const char own[] = "id ver voided_on void_reason";
    size_t bad = 0;
    struct stmt st;
    stmt_open(&st, b->db, SQL("select name from pragma_table_info(:table)"));
    stmt_text(&st, ":table", l->table);
    while (stmt_row(&st)) {
        const char *column = stmt_col_text(&st, 0);
        if (!word_in(own, column) && ledger_field(l, column) < 0) {
            sb_addf(out, "%s: column %s has no field\n", l->name, column);
            bad++;
        }
    }
    if (!stmt_done(&st, NULL)) {
        sb_addf(out, "%s: schema cannot be read\n", l->name);
        bad++;
    }
    return bad;
}

static size_t check_names(struct book *b, const struct ledger *l,
                          struct strbuf *out)
{
    size_t bad = 0;
    for (size_t i = 0; i < l->n_fields; i++) {
        for (size_t k = i + 1; k < l->n_fields; k++) {
            if (strcmp(l->fields[i].column, l->fields[k].column) == 0 ||
                strcmp(l->fields[i].label, l->fields[k].label) == 0) {
                sb_addf(out, "%s: %s twice\n", l->name, l->fields[k].column);
                bad++;
            }
        }
    }
    const struct ledger *named = registry_find(b, l->name);
    if (named != l) {
        sb_addf(out, "%s: name taken by %s\n", l->name,
                named == NULL ? "nobody" : named->title);
        bad++;
    }
    return bad;
}

size_t registry_check(struct book *b, struct strbuf *out)
{
    size_t bad = 0;
    const struct ledger *l;
    for (size_t i = 0; (l = registry_at(b, i)) != NULL; i++) {
        bad += check_names(b, l, out);
        bad += check_columns(b, l, out);
        for (size_t k = 0; k < l->n_fields; k++) {
            bad += check_field(b, l, &l->fields[k], out);
        }
        if (l->n_views == 0) {
            sb_addf(out, "%s: no view\n", l->name);
            bad++;
        }
    }
    return bad;
}
