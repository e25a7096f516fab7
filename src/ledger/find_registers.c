/* The small registers in a find.  A record is one hit: the words stand in its
   texts or in the register's title (like the names of an event's kinds), or are
   names of the people it is called by; @somebody finds those that
   have him anywhere.

   What is restricted is no book here: not walked, not looked up, not shown.
   (Nor does the index hold its texts.) */
#include "find_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/pinyin.h"

/* ---- the books ---------------------------------------------------------- */

const struct small_register *find_register_at(struct book *b, size_t *at)
{
    const struct register_set *set = book_registers(b);
    while (*at < set->n && set->list[*at]->restricted) {
        (*at)++;
    }
    return *at < set->n ? set->list[*at] : NULL;
}

size_t find_register_of(struct book *b, const char *table)
{
    const struct small_register *reg;
    if (strncmp(table, "r_", 2) != 0) {
        return 0;
    }
    for (size_t i = 0; (reg = find_register_at(b, &i)) != NULL; i++) {
        if (strcmp(reg->ledger.table, table) == 0) {
            return i + 1;
        }
    }
    return 0;
}

const struct small_register *find_register(struct book *b, size_t no)
{
    return book_registers(b)->list[no - 1];
}

/* 走访 is part of 走访慰问. */
static bool is_part(const struct find_word *w, const struct small_register *reg)
{
    return find_word_in(w, reg->ledger.title);
}

bool find_register_is_called(const struct small_register *reg,
                             const struct find_query *q)
{
    for (size_t i = 0; i < q->n_words; i++) {
        if (is_part(&q->words[i], reg)) {
            return true;
        }
    }
    return false;
}

/* ---- what it says ------------------------------------------------------- */

static bool is_called_by(const struct small_register *reg, int field)
{
    for (size_t i = 0; reg->label[i] >= 0; i++) {
        if (reg->label[i] == field) {
            return true;
        }
    }
    return false;
}

static const char *shown(struct book *b, struct arena *a,
                         const struct record *r, int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, b, field, &sb);
    const char *text = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

size_t find_register_texts(struct book *b, struct arena *a,
                           const struct record *r, struct find_text **out)
{
    const struct small_register *reg = register_of(r->ledger);
    size_t n = 0;
    *out = arena_array(a, r->ledger->n_fields, sizeof **out);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field *f = &r->ledger->fields[i];
        bool name = f->kind == &field_person && is_called_by(reg, (int)i);
        bool text =
            f->kind->stored == VALUE_TEXT && (f->flags & FIELD_SEARCHED) != 0;
        if ((name || text) && !record_is_null(r, (int)i)) {
            (*out)[n++] =
                (struct find_text){f->label, shown(b, a, r, (int)i), name};
        }
    }
    return n;
}

/* The day stands beside it. */
const char *find_register_title(struct book *b, struct arena *a,
                                const struct record *r)
{
    const struct small_register *reg = register_of(r->ledger);
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, r->ledger->title);
    sb_add(&sb, r->voided_on[0] != '\0' ? "（作废）" : "");
    for (size_t i = 0; reg->label[i] >= 0; i++) {
        if (reg->label[i] != reg->day && !record_is_null(r, reg->label[i])) {
            sb_addc(&sb, ' ');
            record_show(r, b, reg->label[i], &sb);
        }
    }
    const char *title = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return title;
}

/* ---- whom it concerns --------------------------------------------------- */

/* ids: [12,37] */
static bool is_listed(const char *ids, int64_t id)
{
    for (const char *at = ids; *at != '\0' && *at != ']';) {
        char *end;
        if (strtoll(at + 1, &end, 10) == id) {
            return true;
        }
        at = end;
    }
    return false;
}

static bool concerns(const struct record *r, const char *ids)
{
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        if (r->ledger->fields[i].kind == &field_person &&
            !record_is_null(r, (int)i) &&
            is_listed(ids, record_int(r, (int)i))) {
            return true;
        }
    }
    return false;
}

/* ---- is it what is asked for? ------------------------------------------- */

static bool says(const struct small_register *reg,
                 const struct find_text *texts, size_t n,
                 const struct find_word *w, bool by_pinyin)
{
    if (is_part(w, reg)) {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (find_word_in(w, texts[i].text) ||
            (by_pinyin && texts[i].name &&
             pinyin_match(texts[i].text, w->folded))) {
            return true;
        }
    }
    return false;
}

static bool is_meant(struct book *b, struct arena *a,
                     const struct find_query *q, const struct record *r,
                     int day)
{
    const struct small_register *reg = register_of(r->ledger);
    struct find_text *texts;
    bool meant = (r->voided_on[0] != '\0') == q->voided &&
                 (q->from == DATE_NONE || day >= q->from) &&
                 (q->to == DATE_NONE || day <= q->to);
    for (size_t i = 0; meant && i < q->n_who; i++) {
        meant = concerns(r, q->who[i].ids);
    }
    size_t n = meant ? find_register_texts(b, a, r, &texts) : 0;
    for (size_t i = 0; meant && i < q->n_words; i++) {
        meant = says(reg, texts, n, &q->words[i], true);
    }
    for (size_t i = 0; meant && i < q->n_without; i++) {
        meant = !says(reg, texts, n, &q->without[i], false);
    }
    return meant;
}

bool find_register_read(struct book *b, struct arena *a, const struct ledger *l,
                        int64_t id, struct record *r, bool *there,
                        struct err *err)
{
    struct err why = ERR_INIT;
    *there = record_read(r, l, b, a, id, &why);
    if (!*there && why.kind != ERR_RULE) {
        if (err != NULL) {
            *err = why;
        }
        return false;
    }
    return true;
}

bool find_register_verify(struct book *b, const struct find_query *q,
                          const struct find_candidate *c, int *day, bool *holds,
                          struct err *err)
{
    const struct small_register *reg = find_register(b, c->reg);
    struct arena a = ARENA_INIT;
    struct record r;
    bool there = false;
    bool ok = find_register_read(b, &a, &reg->ledger, c->id, &r, &there, err);
    if (there) {
        *day = record_day(&r, reg->day);
    }
    *holds = there && is_meant(b, &a, q, &r, *day);
    arena_clear(&a);
    return ok;
}

/* ---- pages -------------------------------------------------------------- */

/* One of these has one of the people; false: it has none at all. */
static bool add_people(struct sql *sql, const struct small_register *reg,
                       bool called)
{
    bool any = false;
    for (size_t i = 0; i < reg->ledger.n_fields; i++) {
        const struct field *f = &reg->ledger.fields[i];
        if (f->kind != &field_person ||
            (called && !is_called_by(reg, (int)i))) {
            continue;
        }
        sql_lit(sql, any ? SQL(" or t.") : SQL(" and (t."));
        sql_name(sql, f->column);
        sql_lit(sql, SQL(" in (select value from json_each(:ids))"));
        any = true;
    }
    sql_lit(sql, any ? SQL(")") : SQL(""));
    return any;
}

/* By id, the last written first: the index of a register begins with the
   branch, which nobody asks for here. */
static bool put_page(struct sql *sql, const struct find_register_page *p)
{
    sql_init(sql);
    sql_lit(sql, SQL("select t.id, t."));
    sql_name(sql, p->reg->ledger.day_column);
    sql_lit(sql, SQL(", (t.voided_on is null) = :live and t."));
    sql_name(sql, p->reg->ledger.day_column);
    sql_lit(sql, SQL(" between :from and :to"));
    bool any = p->ids == NULL || add_people(sql, p->reg, p->called);
    sql_lit(sql, SQL(" from "));
    sql_name(sql, p->reg->ledger.table);
    sql_lit(sql, SQL(" t where t.id < :id order by t.id desc limit :max"));
    return any;
}

bool find_register_page(struct book *b, const struct find_query *q,
                        struct find_register_page *p, struct err *err)
{
    struct sql sql;
    struct stmt st;
    p->n = 0;
    p->looked = 0;
    if (!put_page(&sql, p)) {
        sql_clear(&sql);
        return true;
    }
    stmt_open_built(&st, b->db, &sql);
    find_bind_times(&st, q);
    if (p->ids != NULL) {
        stmt_text(&st, ":ids", p->ids);
    }
    stmt_int(&st, ":id", p->below);
    stmt_int(&st, ":max", ARRAY_LEN(p->found));
    while (p->looked < ARRAY_LEN(p->found) && stmt_row(&st)) {
        p->looked++;
        p->below = stmt_col_int(&st, 0);
        if (stmt_col_int(&st, 2) != 0) {
            p->found[p->n++] = p->below;
        }
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    return ok;
}
