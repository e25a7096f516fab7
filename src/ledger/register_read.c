/* A register's file becomes a book.

   [register]
   title = 走访慰问台账      noun = 走访慰问        alias = 慰问 走访
   group = 关爱和服务        label = person_id on_day
   due = due_on              done = done_on
   ended = ended_on          sign = 党支部书记 | 填表人
   restricted = yes
   tally = 积分公示表 | person_id | points | rule_id.kind
   by_hand = 领取签字

   What lasts until it ends (a post, a partner, a rule) is listed first as it
   stands; without `ended` the first list is what is open, or the year's.
   `tally`: title | whose | the number | the word its columns are made by: what
   everybody comes to in a half-year.

   `by_hand`: a last column of the printed list that is filled in on paper.

   Then a section for each field, in the order of the form (register_field.c).

   Stages: the text is split (base/ini) → keys are put together to sections →
   [register] → fields → what names fields is looked up → views.  Whatever is
   wrong is said with its line, all of it in one pass; one thing wrong leaves
   the whole register out: half a book would hide what was written into it. */
#include "register_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/rules/rule_file.h"
#include "rows.h"

#define FILE_BYTES_MAX ((size_t)64 * 1024)
#define ENDING         ".ini"

/* ---- complaints --------------------------------------------------------- */

static void complain_text(struct register_maker *m, int line, const char *what)
{
    if (line > 0) {
        complaints_add(m->to, "%s 第 %d 行：%s", m->file, line, what);
    } else {
        complaints_add(m->to, "%s：%s", m->file, what);
    }
    m->bad = true;
}

void register_complain(struct register_maker *m, int line, const char *fmt, ...)
{
    char what[320];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    complain_text(m, line,
                  arena_printf(m->arena, "%s，这本台账没有采用。", what));
}

/* ---- sections ----------------------------------------------------------- */

const struct ini_key *register_key(const struct register_section *s,
                                   const char *key)
{
    for (size_t i = s->n; i > 0; i--) {
        if (strcmp(s->keys[i - 1].key, key) == 0 &&
            s->keys[i - 1].value[0] != '\0') {
            return &s->keys[i - 1];
        }
    }
    return NULL;
}

const char *register_value(const struct register_section *s, const char *key,
                           const char *otherwise)
{
    const struct ini_key *k = register_key(s, key);
    return k == NULL ? otherwise : k->value;
}

void register_check_keys(struct register_maker *m,
                         const struct register_section *s,
                         const char *const *known)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct ini_key *k = &s->keys[i];
        size_t at = 0;
        while (known[at] != NULL && strcmp(known[at], k->key) != 0) {
            at++;
        }
        if (known[at] == NULL) {
            register_complain(m, k->line, "没有 %s 这个写法", k->key);
        } else if (register_key(s, k->key) != k && k->value[0] != '\0') {
            register_complain(m, k->line, "%s 写了两次", k->key);
        }
    }
}

/* Keys of one section stand together; one that comes again is named twice. */
static struct register_section section_at(const struct ini *ini, size_t from)
{
    struct register_section s = {ini->keys[from].section, &ini->keys[from], 0,
                                 ini->keys[from].line};
    while (from + s.n < ini->n &&
           strcmp(ini->keys[from + s.n].section, s.name) == 0) {
        s.n++;
    }
    return s;
}

/* ---- [register] --------------------------------------------------------- */

static const char *const head_keys[] = {
    "title", "noun", "alias",      "group", "label",   "due", "done",
    "ended", "sign", "restricted", "tally", "by_hand", NULL};

#define GROUPS "report_group"

size_t register_group_place(const char *group)
{
    const struct code_table *t = codes_table(GROUPS);
    size_t i = 0;
    while (i < t->n && strcmp(t->codes[i].name, group) != 0) {
        i++;
    }
    return i;
}

/* Another spelling of a heading is that heading; another word one of its own.
 */
static const char *group_name(const char *typed)
{
    const char *code = codes_find(GROUPS, typed);
    return code == NULL ? typed : codes_name(GROUPS, code);
}

static void take_head(struct register_maker *m,
                      const struct register_section *s)
{
    struct small_register *reg = m->reg;
    struct ledger *l = &reg->ledger;
    register_check_keys(m, s, head_keys);
    l->title = register_value(s, "title", "");
    l->noun = register_value(s, "noun", l->title);
    l->aliases = register_value(s, "alias", "");
    reg->group = group_name(register_value(s, "group", "其他"));
    reg->sign = register_value(s, "sign", "党支部书记 | 填表人");
    reg->by_hand = register_value(s, "by_hand", "");
    reg->restricted = register_says_yes(m, s, "restricted", false);
    if (l->title[0] == '\0') {
        register_complain(m, s->line, "[register] 没有写 title");
    }
}

/* A key of the head that names a field; -1: it is not there. */
static int named_field(struct register_maker *m,
                       const struct register_section *s, const char *key,
                       const struct field_kind *kind)
{
    const struct ini_key *k = register_key(s, key);
    int at = k == NULL ? -1 : ledger_field(&m->reg->ledger, k->value);
    if (k != NULL && (at < 0 || m->reg->ledger.fields[at].kind != kind)) {
        register_complain(m, k->line, "%s 要写一个日期项目，没有“%s”", key,
                          k->value);
    }
    return at;
}

static void take_label(struct register_maker *m,
                       const struct register_section *s)
{
    const struct ini_key *k = register_key(s, "label");
    const char *const *words = rule_words(m->arena, k == NULL ? "" : k->value);
    size_t n = 0;
    m->reg->label = arena_array(m->arena, m->n_fields + 2, sizeof(int));
    for (size_t i = 0; words[i] != NULL && n < m->n_fields; i++) {
        int at = ledger_field(&m->reg->ledger, words[i]);
        if (at < 0) {
            register_complain(m, k == NULL ? s->line : k->line,
                              "label 里没有“%s”这个项目", words[i]);
        } else {
            m->reg->label[n++] = at;
        }
    }
    if (n == 0 && m->reg->day >= 0) {
        m->reg->label[n++] = m->reg->day;
    }
    m->reg->label[n] = -1;
}

/* ---- the book ----------------------------------------------------------- */

static const char *const pages[] = {"内容", NULL};

static void add_branch(struct register_maker *m)
{
    m->fields[m->n_fields] = (struct field){
        .column = REGISTER_BRANCH,
        .label = "党支部",
        .kind = &field_link,
        .flags = FIELD_NEEDED | FIELD_NEW_ROW |
                 (m->reg->ledger.parent < 0 ? FIELD_PARENT : FIELD_HIDDEN),
        .cols = 40,
        .of = "branches",
    };
    m->extra[m->n_fields] = (struct register_field){REGISTER_UNBOUND};
    if (m->reg->ledger.parent < 0) {
        m->reg->ledger.parent = (int)m->n_fields;
    }
    m->n_fields++;
}

static void add_view(struct register_maker *m, const char *name,
                     const char *title, const char *where)
{
    struct ledger *l = &m->reg->ledger;
    struct ledger_view *views =
        arena_array(m->arena, l->n_views + 1, sizeof *views);
    if (l->n_views > 0) {
        memcpy(views, l->views, l->n_views * sizeof *views);
    }
    views[l->n_views++] = (struct ledger_view){name,  title,      NULL,
                                               where, m->columns, m->n_columns};
    l->views = views;
}

static void add_views(struct register_maker *m)
{
    struct small_register *reg = m->reg;
    const struct field *fields = reg->ledger.fields;
    const char *day = fields[reg->day].column;
    if (m->reg->ended >= 0) {
        const char *column = fields[m->reg->ended].column;
        add_view(m, "current", "现有",
                 arena_printf(m->arena,
                              ROWS_OF_BRANCH
                              "null and (t.%s is null or t.%s > :day)",
                              column, column));
    }
    if (reg->due >= 0) {
        const char *open =
            arena_printf(m->arena, ROWS_OF_BRANCH "null and t.%s is null",
                         fields[reg->done].column);
        add_view(m, "open", "未办结", open);
        add_view(m, "overdue", "已超期",
                 arena_printf(m->arena, "%s and t.%s < :day", open,
                              fields[reg->due].column));
    }
    add_view(m, "year", "本年",
             arena_printf(m->arena,
                          ROWS_OF_BRANCH
                          "null and t.%s between substr(:day, 1, 4)"
                          " || '-01-01' and substr(:day, 1, 4) || '-12-31'",
                          day));
    add_view(m, "all", "全部", ROWS_OF_BRANCH "null");
    add_view(m, "voided", "已作废", ROWS_OF_BRANCH "not null");
}

static void make_book(struct register_maker *m)
{
    struct small_register *reg = m->reg;
    struct ledger *l = &reg->ledger;
    const char *day = l->fields[reg->day].column;
    l->pages = pages;
    l->from = arena_printf(m->arena, "%s t", l->table);
    l->order = arena_printf(m->arena, "t.%s", day);
    l->order_descending = true;
    l->day_column = day;
    l->link_column = day;
    l->by_branch = true;
    l->many = true;
    add_views(m);
    register_give_rules(l);
}

/* ---- the file ----------------------------------------------------------- */

static bool ends_with(const char *s, const char *tail)
{
    size_t n = strlen(s);
    size_t n_tail = strlen(tail);
    return n >= n_tail && strcmp(s + n - n_tail, tail) == 0;
}

/* Its table's indexes end with what is refused (store/grow.c). */
static void check_name(struct register_maker *m)
{
    size_t n = strlen(m->file);
    size_t end = strlen(ENDING);
    const char *name = arena_strn(m->arena, m->file, n > end ? n - end : 0);
    if (n <= end || n - end > 20 || strcmp(m->file + n - end, ENDING) != 0 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != n - end ||
        name[0] < 'a' || name[0] > 'z') {
        register_complain(m, 0,
                          "文件名要用小写字母开头，只用小写字母、数字和下划线，"
                          "不超过 20 个，以 .ini 结尾");
    }
    if (ends_with(name, "_first") || ends_with(name, "_open")) {
        register_complain(m, 0, "文件名不能以 _first 或 _open 结尾");
    }
    m->reg->ledger.name = name;
    m->reg->ledger.table = arena_printf(m->arena, "r_%s", name);
}

static void take_sections(struct register_maker *m, const struct ini *ini,
                          struct register_section *head)
{
    for (size_t i = 0; i < ini->n;) {
        struct register_section s = section_at(ini, i);
        i += s.n;
        if (strcmp(s.name, "register") == 0) {
            *head = s;
            take_head(m, &s);
        } else if (ledger_field(&m->reg->ledger, s.name) >= 0) {
            register_complain(m, s.line, "[%s] 有两节", s.name);
        } else {
            register_take_field(m, &s);
            m->reg->ledger.n_fields = m->n_fields;
        }
    }
}

static void tie(struct register_maker *m, const struct register_section *head)
{
    struct small_register *reg = m->reg;
    if (head->name == NULL) {
        register_complain(m, 0, "没有 [register] 这一节");
        return;
    }
    if (reg->day < 0) {
        register_complain(m, head->line,
                          "没有 kind 是 day 的项目（登记哪一天的事）");
    }
    if (m->n_columns == 0) {
        register_complain(m, head->line, "没有一个项目写 list，列表是空的");
    }
    reg->due = named_field(m, head, "due", &field_date);
    reg->done = named_field(m, head, "done", &field_date);
    m->reg->ended = named_field(m, head, "ended", &field_date);
    if ((reg->due < 0) != (reg->done < 0)) {
        register_complain(m, head->line, "due 和 done 要一起写");
    }
    register_tie_fields(m);
    take_label(m, head);
    register_take_tally(m, head);
}

static void take_ini(struct register_maker *m, const struct ini *ini)
{
    struct register_section head = {NULL, NULL, 0, 0};
    m->fields = arena_array(m->arena, ini->n + 1, sizeof *m->fields);
    m->extra = arena_array(m->arena, ini->n + 1, sizeof *m->extra);
    m->sections = arena_array(m->arena, ini->n + 1, sizeof *m->sections);
    m->columns = arena_array(m->arena, ini->n + 1, sizeof *m->columns);
    m->reg->ledger.fields = m->fields;
    m->reg->own = m->extra;
    for (size_t i = 0; i < ini->n_complaints; i++) {
        complain_text(m, 0, ini->complaints[i].text);
    }
    take_sections(m, ini, &head);
    tie(m, &head);
    add_branch(m);
    m->reg->ledger.n_fields = m->n_fields;
}

const struct small_register *register_read(struct complaints *r,
                                           const char *file, const char *text,
                                           bool own)
{
    struct ini ini;
    struct err err = ERR_INIT;
    struct small_register *reg = arena_alloc(r->arena, sizeof *reg);
    *reg = (struct small_register){.file = file,
                                   .own_text = own ? text : NULL,
                                   .day = -1,
                                   .due = -1,
                                   .done = -1,
                                   .ended = -1,
                                   .ledger = {.parent = -1}};
    struct register_maker m = {
        .to = r, .arena = r->arena, .file = file, .reg = reg};
    bool read =
        own ? ini_parse(&ini, r->arena, text, strlen(text), FILE_BYTES_MAX,
                        &err)
            : ini_parse_builtin(&ini, r->arena, text, strlen(text), &err);
    check_name(&m);
    if (!read) {
        complain_text(&m, 0, err.text);
        return NULL;
    }
    take_ini(&m, &ini);
    if (m.bad) {
        return NULL;
    }
    make_book(&m);
    return reg;
}
