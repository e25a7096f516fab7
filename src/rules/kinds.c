/* Rows of kinds.ini become kinds of organisational life.

   Stages: both texts are read (rule_file.c) → a row of a known code is laid
   over that kind, one of a new code becomes a new kind → it is checked whole
   and kept, or named and left out → words that name other kinds are checked
   once all are there.

   Which one a typed word means: kinds_find.c.  A kind is not dated: `from`
   says since when it is practised, it hides nothing. */
#include "pbtui/rules/kinds.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

#define OUTLINE_LINES 12

static const char *const kind_keys[] = {
    "name",      "abbr",        "alias",     "body",        "posts",
    "chair",     "chair_posts", "title",     "lead",        "lead_out",
    "form",      "base",        "readings",  "boxes_label", "hours",
    "extra",     "boxes",       "sub",       "with",        "vote",
    "number",    "by_year",     "agenda",    "activists",   "whole",
    "late_days", "outline1",    "outline2",  "outline3",    "outline4",
    "outline5",  "outline6",    "outline7",  "outline8",    "outline9",
    "outline10", "outline11",   "outline12", NULL};

static const char *const body_names[] = {
    [BODY_ALL] = "all",     [BODY_COMMITTEE] = "committee",
    [BODY_GROUP] = "group", [BODY_POSTS] = "posts",
    [BODY_NAMED] = "named",
};

static const char *const part_keys[N_KIND_PARTS] = {
    [PART_TITLE] = "title",       [PART_LEAD] = "lead",
    [PART_LEAD_OUT] = "lead_out", [PART_FORM] = "form",
    [PART_BASE] = "base",         [PART_READINGS] = "readings",
    [PART_BOXES] = "boxes_label", [PART_HOURS] = "hours",
    [PART_EXTRA] = "extra",
};

static const char *const no_words[] = {NULL};

struct loader {
    struct kinds *out;
    struct rule_file file;
    struct arena *arena;
};

/* ---- values ---------------------------------------------------------- */

/* What the row writes; NULL: nothing; "": a minus, which takes away. */
static const char *written(const struct rule_row *r, const char *key)
{
    const char *value = rule_get(r, key);
    if (value[0] == '\0') {
        return NULL;
    }
    return strcmp(value, "-") == 0 ? "" : value;
}

static void take_text(const struct rule_row *r, const char *key,
                      const char **out)
{
    const char *value = written(r, key);
    *out = value != NULL ? value : *out;
}

static void take_words(struct arena *a, const struct rule_row *r,
                       const char *key, const char *const **out)
{
    const char *value = written(r, key);
    *out = value != NULL ? rule_words(a, value) : *out;
}

static bool take_flag(struct loader *l, const struct rule_row *r,
                      const char *key, bool *out)
{
    const char *value = rule_get(r, key);
    bool yes = strcmp(value, "yes") == 0;
    if (value[0] != '\0' && !yes && strcmp(value, "no") != 0) {
        rule_complain(&l->file, r, key, "%s 只能是 yes 或 no，这一条没有采用。",
                      key);
        return false;
    }
    *out = value[0] == '\0' ? *out : yes;
    return true;
}

static bool take_body(struct loader *l, const struct rule_row *r,
                      enum kind_body *out)
{
    const char *value = rule_get(r, "body");
    for (size_t i = 0; i < ARRAY_LEN(body_names); i++) {
        if (strcmp(body_names[i], value) == 0) {
            *out = (enum kind_body)i;
            return true;
        }
    }
    if (value[0] == '\0') {
        return true; /* of a known kind; a new one is checked for it */
    }
    rule_complain(&l->file, r, "body",
                  "body 不认识 %s，这一条没有采用；只能是 all、committee、"
                  "group、posts、named。",
                  value);
    return false;
}

/* A row that writes a line of the outline writes all of it. */
static void take_outline(struct arena *a, const struct rule_row *r,
                         const char **out)
{
    struct strbuf text;
    sb_init(&text);
    bool any = false;
    for (int i = 1; i <= OUTLINE_LINES; i++) {
        char key[24];
        snprintf(key, sizeof key, "outline%d", i);
        const char *line = written(r, key);
        if (line == NULL) {
            continue;
        }
        any = true;
        if (line[0] != '\0') {
            sb_addf(&text, "%s%s", text.len > 0 ? "\n" : "", line);
        }
    }
    *out = any ? arena_str(a, text.s) : *out;
    sb_clear(&text);
}

static void take_parts(const struct rule_row *r, struct kind *k)
{
    for (size_t i = 0; i < N_KIND_PARTS; i++) {
        const char *label = written(r, part_keys[i]);
        if (label != NULL) {
            k->part[i] = label[0] == '\0' ? NULL : label;
        }
    }
    if (k->boxes[0] == NULL) {
        k->part[PART_BOXES] = NULL;
    } else if (k->part[PART_BOXES] == NULL) {
        k->part[PART_BOXES] = "选项";
    }
}

/* ---- one row --------------------------------------------------------- */

static bool is_code(const char *s)
{
    return s[0] != '\0' &&
           s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._")] == '\0';
}

static bool are_posts(struct loader *l, const struct rule_row *r,
                      const char *key, const char *const *posts)
{
    for (; *posts != NULL; posts++) {
        if (strlen(*posts) != 2 || strspn(*posts, "0123456789") != 2) {
            rule_complain(&l->file, r, key,
                          "%s 里的 %s 不是两位数字的职务代码，"
                          "这一条没有采用。",
                          key, *posts);
            return false;
        }
    }
    return true;
}

static const struct kind *named(const struct kinds *all, const char *name,
                                const char *code)
{
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->list[i].name, name) == 0 &&
            strcmp(all->list[i].code, code) != 0) {
            return &all->list[i];
        }
    }
    return NULL;
}

/* What only shows when old and new are put together. */
static bool is_whole(struct loader *l, const struct rule_row *r,
                     const struct kind *k)
{
    if (k->name[0] == '\0') {
        rule_complain(&l->file, r, "name",
                      "没有写 name，这一条没有采用；请写类型的名称。");
        return false;
    }
    const struct kind *twin = named(l->out, k->name, k->code);
    if (twin != NULL) {
        rule_complain(&l->file, r, "name",
                      "与 [%s] 同名，这一条没有采用；请换个名称。", twin->code);
        return false;
    }
    if ((k->body == BODY_COMMITTEE || k->body == BODY_POSTS) &&
        k->posts[0] == NULL) {
        rule_complain(&l->file, r, "body",
                      "没有写 posts，算不出应到，这一条没有采用；"
                      "请写职务代码。");
        return false;
    }
    return are_posts(l, r, "posts", k->posts) &&
           are_posts(l, r, "chair_posts", k->chair_posts);
}

/* Words and lists cannot be wrong by themselves. */
static void take_freely(struct arena *a, const struct rule_row *r,
                        struct kind *k)
{
    take_text(r, "name", &k->name);
    take_text(r, "abbr", &k->abbr);
    take_text(r, "alias", &k->aliases);
    take_text(r, "chair", &k->chair);
    take_text(r, "vote", &k->vote);
    take_words(a, r, "posts", &k->posts);
    take_words(a, r, "chair_posts", &k->chair_posts);
    take_words(a, r, "boxes", &k->boxes);
    take_words(a, r, "sub", &k->subs);
    take_words(a, r, "with", &k->with);
    take_outline(a, r, &k->outline);
    take_parts(r, k);
}

static bool take_row(struct loader *l, const struct rule_row *r, struct kind *k)
{
    take_freely(l->arena, r, k);
    if (rule_get(r, "late_days")[0] != '\0' &&
        !rule_number(r, "late_days", &k->late_days)) {
        rule_complain(&l->file, r, "late_days",
                      "late_days 应是 0 至 9999 的整数，这一条没有采用。");
        return false;
    }
    return take_body(l, r, &k->body) && take_flag(l, r, "number", &k->number) &&
           take_flag(l, r, "by_year", &k->by_year) &&
           take_flag(l, r, "agenda", &k->agenda) &&
           take_flag(l, r, "activists", &k->activists) &&
           take_flag(l, r, "whole", &k->whole) && is_whole(l, r, k);
}

/* Says nothing yet; late entries are told from the day on that holds for the
   first compiled-in kind. */
static struct kind blank_kind(const struct loader *l, const struct rule_row *r)
{
    return (struct kind){
        .code = r->name,
        .name = "",
        .abbr = "",
        .aliases = "",
        .posts = no_words,
        .chair = "",
        .chair_posts = no_words,
        .boxes = no_words,
        .subs = no_words,
        .outline = "",
        .with = no_words,
        .vote = "",
        .late_days = l->out->n > 0 ? l->out->list[0].late_days : 0,
    };
}

static bool is_new_kind(struct loader *l, const struct rule_row *r)
{
    if (!is_code(r->name)) {
        rule_complain(&l->file, r, NULL,
                      "小节名是类型的代码，只能用小写英文字母、数字和点，"
                      "这一条没有采用。");
        return false;
    }
    if (rule_get(r, "body")[0] == '\0') {
        rule_complain(&l->file, r, NULL,
                      "没有写 body，这一条没有采用；"
                      "请写应到的范围，例如 body = all。");
        return false;
    }
    return true;
}

static void add_row(struct loader *l, const struct rule_row *r)
{
    struct kinds *all = l->out;
    struct kind *known = NULL;
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->list[i].code, r->name) == 0) {
            known = &all->list[i];
        }
    }
    if (known != NULL && !r->own) {
        rule_complain(&l->file, r, NULL, "代码重复，这一条没有采用。");
        return;
    }
    if (known == NULL && !is_new_kind(l, r)) {
        return;
    }
    struct kind k = known != NULL ? *known : blank_kind(l, r);
    if (strcmp(k.abbr, k.name) == 0) {
        k.abbr = ""; /* it follows a new name */
    }
    if (!take_row(l, r, &k)) {
        return;
    }
    k.abbr = k.abbr[0] == '\0' ? k.name : k.abbr;
    k.basis = rule_basis(l->arena, r);
    k.own = r->own;
    *(known != NULL ? known : &all->list[all->n++]) = k;
}

/* ---- all rows -------------------------------------------------------- */

static void check_with(struct loader *l, const struct rule_row *r)
{
    const char *const *with = rule_words(l->arena, rule_get(r, "with"));
    for (; *with != NULL; with++) {
        if (strcmp(*with, "*") != 0 && strcmp(*with, "-") != 0 &&
            kinds_by_code(l->out, *with) == NULL) {
            rule_complain(&l->file, r, "with",
                          "with 里的 %s 不是类型的代码，不起作用；请核对。",
                          *with);
        }
    }
}

/* Rows from a place on, which are all of one text. */
static void add_rows(struct loader *l, size_t from)
{
    struct kinds *all = l->out;
    struct kind *list =
        arena_array(l->arena, all->n + l->file.n + 1, sizeof *list);
    if (all->n > 0) {
        memcpy(list, all->list, all->n * sizeof *list);
    }
    all->list = list;
    for (size_t i = from; i < l->file.n; i++) {
        add_row(l, &l->file.rows[i]);
    }
    for (size_t i = from; i < l->file.n; i++) {
        check_with(l, &l->file.rows[i]);
    }
}

bool kinds_load(struct kinds *out, struct arena *a, const char *builtin,
                const char *own, struct err *err)
{
    *out = (struct kinds){NULL, 0, NULL, 0};
    struct loader l = {.out = out, .arena = a};
    if (!rule_file_read(&l.file, a, builtin, kind_keys, false, err)) {
        return err_doing(err, "读内置的组织生活类型");
    }
    add_rows(&l, 0);
    if (l.file.n_complaints > 0 || out->n == 0) {
        return err_set(err, ERR_IO, "E-KIND-001",
                       "内置的组织生活类型不完整（%s），程序不完整；"
                       "请重新安装。",
                       out->n == 0 ? "一种也没有" : l.file.complaints[0].text);
    }
    size_t n_builtin = l.file.n;
    rule_file_add_own(&l.file, own, kind_keys);
    add_rows(&l, n_builtin);
    out->complaints = l.file.complaints;
    out->n_complaints = l.file.n_complaints;
    return true;
}
