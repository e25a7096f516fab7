/* Names on the command line.  What is not known is refused together with what
   is near; what fits several is refused together with them: a script must
   never write into the wrong record. */
#include "resolve.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"

enum {
    NAMES_MAX = 256,
    PEOPLE_MAX = 64, /* looked at */
    PEOPLE_SHOWN = 6
};

/* Names to be searched for near ones. */
struct names {
    const char *list[NAMES_MAX];
    size_t n;
};

static void names_add(struct names *names, const char *name)
{
    if (names->n < NAMES_MAX) {
        names->list[names->n++] = name;
    }
}

const struct ledger *resolve_ledger(struct book *b, const char *word,
                                    struct err *err)
{
    const struct ledger *l = registry_find(b, word);
    struct names names = {.n = 0};
    const struct ledger *it;
    for (size_t i = 0; l == NULL && (it = registry_at(b, i)) != NULL; i++) {
        if (strcmp(it->title, word) == 0) {
            l = it;
        }
        names_add(&names, it->name);
        names_add(&names, it->title);
    }
    if (l == NULL) {
        struct strbuf near;
        sb_init(&near);
        near_words(&near, word, names.list, names.n);
        err_set(err, ERR_USAGE, "E-APP-020",
                "没有“%s”这本台账%s；请用 pbtui list --books 看有哪些。", word,
                near.s);
        sb_clear(&near);
    }
    return l;
}

const struct ledger_view *resolve_view(const struct ledger *l, const char *word,
                                       struct err *err)
{
    const struct ledger_view *v = ledger_view(l, word);
    if (v != NULL) {
        return v;
    }
    struct strbuf all;
    sb_init(&all);
    for (size_t i = 0; i < l->n_views; i++) {
        sb_addf(&all, "%s%s（%s）", i > 0 ? "、" : "", l->views[i].name,
                l->views[i].title);
    }
    err_set(err, ERR_USAGE, "E-APP-021", "%s没有“%s”这一栏，可以写：%s。",
            l->title, word, all.s);
    sb_clear(&all);
    return NULL;
}

int resolve_field(const struct ledger *l, const char *word, struct err *err)
{
    int field = ledger_field_typed(l, word);
    if (field >= 0 && (l->fields[field].flags & FIELD_HIDDEN) == 0) {
        return field;
    }
    struct names names = {.n = 0};
    for (size_t i = 0; i < l->n_fields; i++) {
        if ((l->fields[i].flags & FIELD_HIDDEN) == 0) {
            names_add(&names, l->fields[i].column);
            names_add(&names, l->fields[i].label);
        }
    }
    struct strbuf near;
    sb_init(&near);
    near_words(&near, word, names.list, names.n);
    err_set(err, ERR_USAGE, "E-APP-022",
            "%s没有“%s”这一项%s；英文列名和中文名称都可以写。", l->title, word,
            near.s);
    sb_clear(&near);
    return -1;
}

/* ---- records ---------------------------------------------------------- */

static bool is_number(const char *word, int64_t *id)
{
    const char *digits = word + (word[0] == '#');
    size_t n = strlen(digits);
    if (n == 0 || n > 15 || strspn(digits, "0123456789") != n) {
        return false;
    }
    *id = strtoll(digits, NULL, 10);
    return true;
}

/* 2026-0282, as it stands on paper. */
static bool is_paper_number(const char *word, int *year, int64_t *no)
{
    size_t n = strspn(word, "0123456789");
    size_t rest =
        n == 4 && word[n] == '-' ? strspn(word + n + 1, "0123456789") : 0;
    if (rest == 0 || rest > 7 || word[n + 1 + rest] != '\0') {
        return false;
    }
    *year = (int)strtol(word, NULL, 10);
    *no = strtoll(word + n + 1, NULL, 10);
    return true;
}

static bool find_numbered(struct book *b, const struct ledger *l,
                          const char *word, int year, int64_t no, int64_t *id,
                          struct err *err)
{
    return number_find(b, l, year, no, id, err) &&
           (*id != 0 ||
            err_set(err, ERR_USAGE, "E-APP-028",
                    "%s里没有第 %s 号，请核对单子上的编号。", l->title, word));
}

static bool refuse_several(const char *word, const struct person_hit *hits,
                           size_t n, struct err *err)
{
    struct strbuf who;
    sb_init(&who);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&who, "%s#%" PRId64 " %s（%s）", i > 0 ? "、" : "", hits[i].id,
                hits[i].name, hits[i].about);
    }
    err_set(err, ERR_USAGE, "E-APP-023",
            "“%s”不止一个人：%s；请改写编号，例如 #%" PRId64 "。", word, who.s,
            hits[0].id);
    sb_clear(&who);
    return false;
}

/* Those who count stay; when nobody does, all. */
static size_t keep_those(struct person_hit *hits, size_t n,
                         const struct resolve_among *among)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (among->counts(among->ctx, hits[i].id)) {
            struct person_hit hit = hits[kept];
            hits[kept++] = hits[i];
            hits[i] = hit;
        }
    }
    return kept > 0 ? kept : n;
}

/* A whole name wins over a part of another: 张三 is not 张三丰. */
bool resolve_person(struct book *b, struct arena *a, const char *word,
                    const struct resolve_among *among, int64_t *id,
                    struct err *err)
{
    struct person_hit hits[PEOPLE_MAX];
    if (is_number(word, id)) {
        struct record r;
        return record_read(&r, &ledger_people, b, a, *id, err);
    }
    size_t n = people_find(b, a, word, hits, PEOPLE_MAX);
    size_t whole = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(hits[i].name, word) == 0) {
            *id = hits[i].id;
            whole++;
        }
    }
    if (whole == 1) {
        return true;
    }
    if (n == 0) {
        return err_set(err, ERR_USAGE, RESOLVE_NOBODY,
                       "名册里没有“%s”，请核对姓名，或写编号。", word);
    }
    if (n > 1 && among != NULL) {
        n = keep_those(hits, n, among);
    }
    if (n > 1) {
        return refuse_several(word, hits, n < PEOPLE_SHOWN ? n : PEOPLE_SHOWN,
                              err);
    }
    *id = hits[0].id;
    return true;
}

bool resolve_record(struct book *b, struct arena *a, const struct ledger *l,
                    const char *word, int64_t *id, struct err *err)
{
    int year;
    int64_t no;
    if (is_number(word, id)) {
        return true;
    }
    if (l == &ledger_people) {
        return resolve_person(b, a, word, NULL, id, err);
    }
    if (is_paper_number(word, &year, &no) && number_is_of(l)) {
        return find_numbered(b, l, word, year, no, id, err);
    }
    size_t n = derived_find_link(b, a, l, word, id);
    if (n == 1) {
        return true;
    }
    return n == 0 ? err_set(err, ERR_USAGE, "E-APP-025",
                            "%s里没有“%s”，请写编号（列表的第一栏）。",
                            l->title, word)
                  : err_set(err, ERR_USAGE, "E-APP-026",
                            "%s里有 %zu 条都叫“%s”，请写编号（列表的第一栏）。",
                            l->title, n, word);
}

/* ---- branches --------------------------------------------------------- */

bool resolve_branch(struct book *b, struct arena *a, const char *word,
                    struct err *err)
{
    struct org_branch *all;
    size_t n = org_list(b, a, &all);
    int64_t part = 0;
    size_t parts = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].name, word) == 0 ||
            strcmp(all[i].short_name, word) == 0) {
            b->branch = all[i].id;
            return true;
        }
        if (strstr(all[i].name, word) != NULL ||
            strstr(all[i].short_name, word) != NULL) {
            part = all[i].id;
            parts++;
        }
    }
    if (parts != 1) {
        return err_set(err, ERR_USAGE, "E-APP-027",
                       parts == 0
                           ? "账本里没有“%s”这个党支部，"
                             "请用 pbtui list branches 看有哪些。"
                           : "账本里名称含“%s”的党支部不止一个，请写全称。",
                       word);
    }
    b->branch = part;
    return true;
}
