/* Lists as SQL, put together from the literals of the descriptors in the
   stages where → key → order → limit, then bound in the same order.

   The ledger's own order is an index; the outer table comes first (cross join
   in the views), so a page of it reads no more rows than it shows. */
#include "query_sql.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/derived.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

#define PII_MIN_DIGITS 7

/* Parameter names by number; literals, so that they can be bound by name. */
static const char *const word_params[QUERY_WORDS] = {
    ":w0", ":w1", ":w2", ":w3", ":w4", ":w5", ":w6", ":w7"};
static const char *const like_params[QUERY_WORDS] = {
    ":l0", ":l1", ":l2", ":l3", ":l4", ":l5", ":l6", ":l7"};
static const char *const pii_params[QUERY_PII_HITS] = {
    ":p0", ":p1", ":p2", ":p3", ":p4", ":p5", ":p6", ":p7"};

/* ---- what a field is in SQL ------------------------------------------- */

static void add_field(struct sql *sql, const struct field *f)
{
    if ((f->flags & FIELD_COMPUTED) != 0) {
        sql_lit(sql, SQL("("));
        sql_lit(sql, f->sql);
        sql_lit(sql, SQL(")"));
    } else {
        sql_lit(sql, SQL("t."));
        sql_name(sql, f->column);
    }
}

static bool sorts_as_int(const struct field *f)
{
    return f->sort == NULL && f->kind->stored == VALUE_INT &&
           f->kind != &field_person;
}

void plan_field(struct plan *p, const struct field *f)
{
    add_field(&p->sql, f);
}

void plan_key(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    if (q->sort < 0) {
        sql_lit(sql, q->ledger->order);
        p->key_is_int = q->ledger->order_is_int;
        return;
    }
    const struct field *f = &q->ledger->fields[q->sort];
    p->key_is_int = sorts_as_int(f);
    sql_lit(sql, SQL("coalesce("));
    if (f->kind == &field_person) {
        sql_lit(sql, SQL("(select name_key from person where id = "));
        add_field(sql, f);
        sql_lit(sql, SQL(")"));
    } else if (f->sort != NULL) {
        sql_lit(sql, f->sort);
    } else {
        add_field(sql, f);
    }
    sql_lit(sql, p->key_is_int ? SQL(", -1)") : SQL(", '')"));
}

/* ---- where ------------------------------------------------------------ */

/* Words as typed, for columns that keep full-width signs as they are, and
   folded, for names and numbers. */
static void split_words(struct plan *p, struct arena *a, const char *find)
{
    static const char wide_blank[] = "\u3000";
    struct strbuf folded;
    sb_init(&folded);
    char *s = arena_str(a, find);
    for (char *at = s; (at = strstr(at, wide_blank)) != NULL;) {
        memset(at, ' ', strlen(wide_blank));
    }
    while (*s != '\0' && p->n_words < QUERY_WORDS) {
        s += strspn(s, " ");
        size_t n = strcspn(s, " ");
        if (n > 0) {
            const char *typed = arena_strn(a, s, n);
            sb_reset(&folded);
            text_fold(&folded, typed);
            p->typed[p->n_words] = typed;
            p->words[p->n_words++] = arena_str(a, folded.s);
        }
        s += n;
    }
    sb_clear(&folded);
}

/* A whole ID number or phone finds its person without being shown. */
static void find_secrets(struct plan *p, struct book *b, const struct query *q,
                         size_t word)
{
    if (strspn(p->words[word], "0123456789") < PII_MIN_DIGITS) {
        return;
    }
    for (size_t i = 0; i < q->ledger->n_fields; i++) {
        const struct field *f = &q->ledger->fields[i];
        if (!f->kind->secret || p->n_pii == QUERY_PII_HITS) {
            continue;
        }
        size_t before = p->n_pii;
        p->n_pii += pii_find(b->db, q->ledger->table, f->column, p->words[word],
                             p->pii_ids + before, QUERY_PII_HITS - before);
        for (size_t k = before; k < p->n_pii; k++) {
            p->pii_word[k] = word;
        }
    }
}

static bool is_ascii(const char *s)
{
    while (*s != '\0' && (unsigned char)*s < 0x80) {
        s++;
    }
    return *s == '\0';
}

/* One or two letters are somebody's initials: only names are looked at, which
   keeps every key of a search in 20,000 people short. */
static bool is_initials(const char *s)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++) {
        bool letter =
            (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z');
        if (!letter) {
            return false;
        }
    }
    return n <= 2;
}

static void add_word(struct plan *p, const struct query *q, size_t word)
{
    struct sql *sql = &p->sql;
    sql_lit(sql, SQL(" and (0"));
    for (size_t i = 0; i < q->ledger->n_fields; i++) {
        const struct field *f = &q->ledger->fields[i];
        /* Groups and categories have Chinese names only: letters, which find
           people, need not look at what has to be worked out. */
        bool name = (f->flags & FIELD_NAME) != 0 || f->kind == &field_person;
        if ((f->flags & FIELD_SEARCHED) == 0 ||
            (!name && is_initials(p->words[word])) ||
            ((f->flags & FIELD_COMPUTED) != 0 && is_ascii(p->words[word]))) {
            continue;
        }
        if (f->kind == &field_person) {
            sql_lit(sql, SQL(" or py_match((select name from person"
                             " where id = "));
            add_field(sql, f);
            sql_lit(sql, SQL("), "));
            sql_lit(sql, word_params[word]);
            sql_lit(sql, SQL(")"));
        } else if (f->kind == &field_choice || f->kind == &field_choices) {
            sql_lit(sql, SQL(" or code_match('"));
            sql_name(sql, f->of);
            sql_lit(sql, SQL(":' || "));
            add_field(sql, f);
            sql_lit(sql, SQL(", "));
            sql_lit(sql, word_params[word]);
            sql_lit(sql, SQL(")"));
        } else if ((f->flags & FIELD_NAME) != 0) {
            sql_lit(sql, SQL(" or py_match("));
            add_field(sql, f);
            sql_lit(sql, SQL(", "));
            sql_lit(sql, word_params[word]);
            sql_lit(sql, SQL(")"));
        } else {
            sql_lit(sql, SQL(" or "));
            add_field(sql, f);
            sql_lit(sql, SQL(" like "));
            sql_lit(sql, like_params[word]);
            sql_lit(sql, SQL(" escape '\\'"));
        }
    }
    for (size_t i = 0; i < p->n_pii; i++) {
        if (p->pii_word[i] == word) {
            sql_lit(sql, SQL(" or t.id = "));
            sql_lit(sql, pii_params[i]);
        }
    }
    sql_lit(sql, SQL(")"));
}

/* Some books go by months: a span then takes the months its ends lie in. */
static bool goes_by_month(const struct ledger *l)
{
    int field = l->day_column == NULL ? -1 : ledger_field(l, l->day_column);
    return field >= 0 && l->fields[field].kind == &field_month;
}

void plan_from_where(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    const struct ledger *l = q->ledger;
    bool by_month = goes_by_month(l);
    sql_lit(sql, SQL(" from "));
    bool by_year = l->from_year != NULL && q->kind != NULL && q->year > 0;
    sql_lit(sql, by_year ? l->from_year : l->from);
    if (q->view->join != NULL) {
        sql_lit(sql, SQL(" "));
        sql_lit(sql, q->view->join);
    }
    sql_lit(sql, SQL(" where ("));
    sql_lit(sql, q->view->where);
    sql_lit(sql, SQL(")"));
    if (q->parent > 0 && l->parent >= 0) {
        sql_lit(sql, SQL(" and "));
        add_field(sql, &l->fields[l->parent]);
        sql_lit(sql, SQL(" = :parent"));
    }
    if (q->facet >= 0) {
        sql_lit(sql, SQL(" and cast(coalesce("));
        add_field(sql, &l->fields[q->facet]);
        sql_lit(sql, SQL(", '') as text) = :facet"));
    }
    if (l->day_column != NULL && q->from != DATE_NONE) {
        sql_lit(sql, SQL(" and t."));
        sql_name(sql, l->day_column);
        sql_lit(sql,
                by_month ? SQL(" >= substr(:from, 1, 7)") : SQL(" >= :from"));
    }
    if (l->day_column != NULL && q->to != DATE_NONE) {
        sql_lit(sql, SQL(" and t."));
        sql_name(sql, l->day_column);
        sql_lit(sql, by_month ? SQL(" <= substr(:to, 1, 7)") : SQL(" <= :to"));
    }
    if (l->of_kind != NULL && q->kind != NULL) {
        sql_lit(sql, SQL(" and "));
        sql_lit(sql, l->of_kind);
    }
    for (size_t i = 0; i < p->n_words; i++) {
        add_word(p, q, i);
    }
}

static bool goes_down(const struct query *q)
{
    bool down = q->sort < 0 ? q->ledger->order_descending != q->descending
                            : q->descending;
    return down != q->backward;
}

void plan_page(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    bool down = goes_down(q);
    if (q->key != NULL || q->only_id > 0) {
        sql_lit(sql, SQL(" and ("));
        plan_key(p, q);
        sql_lit(sql, SQL(", t.id)"));
        sql_lit(sql, down ? SQL(" <") : SQL(" >"));
        sql_lit(sql, q->only_id > 0 ? SQL("= (") : SQL(" ("));
        if (q->only_id > 0) {
            sql_lit(sql, SQL("(select "));
            plan_key(p, q);
            plan_from_where(p, q);
            sql_lit(sql, SQL(" and t.id = :only), :only)"));
        } else {
            sql_lit(sql, SQL(":key, :id)"));
        }
    }
    sql_lit(sql, SQL(" order by "));
    plan_key(p, q);
    sql_lit(sql, down ? SQL(" desc, t.id desc") : SQL(", t.id"));
    sql_lit(sql, SQL(" limit :limit"));
}

/* ---- binding ---------------------------------------------------------- */

static void bind_like(struct stmt *st, const char *param, const char *word)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addc(&sb, '%');
    for (const char *s = word; *s != '\0'; s++) {
        if (*s == '%' || *s == '_' || *s == '\\') {
            sb_addc(&sb, '\\');
        }
        sb_addc(&sb, *s);
    }
    sb_addc(&sb, '%');
    stmt_textn(st, param, sb.s, sb.len);
    sb_clear(&sb);
}

/* Only parameters that stand in the text: views differ in what they use. */
static bool uses(const struct plan *p, const char *param)
{
    return strstr(p->sql.text.s, param) != NULL;
}

void plan_bind(struct stmt *st, const struct plan *p, struct book *b,
               const struct query *q)
{
    char day[11];
    if (uses(p, ":day")) {
        stmt_text(st, ":day", date_text(b->day, day));
    }
    if (uses(p, ":branch")) {
        stmt_int(st, ":branch", b->branch);
    }
    if (uses(p, ":parent")) {
        stmt_int(st, ":parent", q->parent);
    }
    if (uses(p, ":facet")) {
        stmt_text(st, ":facet", q->facet_value);
    }
    if (uses(p, ":kind")) {
        stmt_text(st, ":kind", q->kind);
        stmt_int(st, ":grp", q->grp);
        stmt_int(st, ":year", q->year);
    }
    if (uses(p, ":from")) {
        stmt_text(st, ":from", date_text(q->from, day));
    }
    if (uses(p, ":to")) {
        stmt_text(st, ":to", date_text(q->to, day));
    }
    for (size_t i = 0; i < p->n_words; i++) {
        if (uses(p, word_params[i])) {
            stmt_text(st, word_params[i], p->words[i]);
        }
        if (uses(p, like_params[i])) {
            bind_like(st, like_params[i], p->typed[i]);
        }
    }
    for (size_t i = 0; i < p->n_pii; i++) {
        stmt_int(st, pii_params[i], p->pii_ids[i]);
    }
}

/* A key is "<id> I<number>" or "<id> T<text>". */
void plan_bind_key(struct stmt *st, const char *key)
{
    char *rest;
    stmt_int(st, ":id", strtoll(key, &rest, 10));
    assert(rest[0] == ' ' && rest[1] != '\0');
    if (rest[1] == 'I') {
        stmt_int(st, ":key", strtoll(rest + 2, NULL, 10));
    } else {
        stmt_text(st, ":key", rest + 2);
    }
}

void plan_begin(struct plan *p, struct book *b, struct arena *a,
                const struct query *q)
{
    memset(p, 0, sizeof *p);
    sql_init(&p->sql);
    split_words(p, a, q->find);
    for (size_t i = 0; i < p->n_words; i++) {
        find_secrets(p, b, q, i);
    }
}
