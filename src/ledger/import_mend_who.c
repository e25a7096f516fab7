/* Words for something that is known: people by their names, codes, yes and no.

   A name is never completed: 张三 is not 张三丰, though a form that is typed
   into may offer him. */
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"

/* ---- people ----------------------------------------------------------------
 */

enum { CANDIDATES = 5 };

struct found {
    int64_t ids[CANDIDATES];
    size_t n; /* all of them */
};

static void find_people(struct import_job *j, const char *name,
                        struct found *out)
{
    uint64_t hash = import_hash_name(j, name);
    size_t it = 0;
    size_t at;
    out->n = 0;
    while (import_index_next(&j->by_name, hash, &it, &at)) {
        if (!j->people[at].of_file) {
            if (out->n < CANDIDATES) {
                out->ids[out->n] = j->people[at].id;
            }
            out->n++;
        }
    }
}

/* 张三 #12（男 1980-05 第一党小组） */
static void add_candidate(struct import_job *j, struct strbuf *out, int64_t id)
{
    struct person_hit hit;
    const char *typed = arena_printf(&j->row, "#%lld", (long long)id);
    if (people_find(j->b, &j->row, typed, &hit, 1) == 1) {
        sb_addf(out, "%s%s #%lld（%s）", out->len > 0 ? "、" : "", hit.name,
                (long long)id, hit.about);
    }
}

static bool refuse_several(struct import_ask *q, const struct found *f,
                           struct err *err)
{
    struct strbuf list;
    sb_init(&list);
    for (size_t i = 0; i < f->n && i < CANDIDATES; i++) {
        add_candidate(q->job, &list, f->ids[i]);
    }
    err_set(err, ERR_RULE, "E-IMPORT-028",
            "叫“%s”的不止一个人：%s%s；请在姓名后写编号，例如“%s "
            "#%lld”，或加一列身份证号。",
            q->s, list.s, f->n > CANDIDATES ? "……" : "", q->s,
            (long long)f->ids[0]);
    sb_clear(&list);
    return false;
}

/* 张三（1980-02-03）, as an export tells namesakes apart; none is meant when
   nobody of them was born then. */
static void only_born(struct import_job *j, const char *birth, struct found *f)
{
    char day[11];
    size_t n = strspn(birth, "0123456789-");
    struct found kept = {.n = 0};
    for (size_t i = 0; n >= 4 && i < f->n && i < CANDIDATES; i++) {
        const struct import_known *k = import_known_person(j, f->ids[i]);
        if (k != NULL && (k->birth == DATE_NONE ||
                          strncmp(date_text(k->birth, day), birth, n) == 0)) {
            kept.ids[kept.n++] = f->ids[i];
        }
    }
    if (n >= 4) {
        *f = kept;
    }
}

static bool person_by_number(struct import_ask *q, const char *mark,
                             struct err *err)
{
    struct import_job *j = q->job;
    int64_t id = strtoll(mark + 1, NULL, 10);
    const char *name = arena_strn(&j->row, q->s, (size_t)(mark - q->s));
    struct found f;
    find_people(j, name, &f);
    for (size_t i = 0; i < f.n && i < CANDIDATES; i++) {
        if (f.ids[i] == id) {
            q->v = value_int(id);
            return true;
        }
    }
    if (f.n == 1) {
        /* Of a copy of the ledger, where he has another number. */
        q->v = value_int(f.ids[0]);
        q->why = arena_printf(&j->row, "这里的%s是第 %lld 号", name,
                              (long long)f.ids[0]);
        return true;
    }
    return err_set(err, ERR_RULE, "E-IMPORT-029",
                   "名册里没有“%s”；请核对姓名和编号，或先登记此人。", q->s);
}

bool import_mend_person(struct import_ask *q, struct err *err)
{
    struct import_job *j = q->job;
    struct found f;
    const char *mark = strchr(q->s, '#');
    if (mark != NULL && mark > q->s) {
        return person_by_number(q, mark, err);
    }
    find_people(j, q->s, &f);
    const char *bracket = f.n == 0 ? strpbrk(q->s, "([") : NULL;
    const char *wide = f.n == 0 ? strstr(q->s, "（") : NULL;
    bracket =
        bracket == NULL || (wide != NULL && wide < bracket) ? wide : bracket;
    if (bracket != NULL && bracket > q->s) {
        find_people(j, arena_strn(&j->row, q->s, (size_t)(bracket - q->s)), &f);
        only_born(j, bracket + (bracket == wide ? strlen("（") : 1), &f);
    }
    struct import_typed *idno = import_typed_idno(j);
    if (f.n > 1 && idno->given && idno->masked == NULL) {
        uint64_t want = import_hash_text(idno->v.s);
        for (size_t i = 0; i < f.n && i < CANDIDATES; i++) {
            size_t it = 0;
            size_t at;
            while (import_index_next(&j->by_idno, want, &it, &at)) {
                if (j->people[at].id == f.ids[i]) {
                    q->v = value_int(f.ids[i]);
                    return true;
                }
            }
        }
    }
    if (f.n > 1) {
        return refuse_several(q, &f, err);
    }
    if (f.n == 0) {
        return err_set(err, ERR_RULE, "E-IMPORT-030",
                       "名册里没有“%s”，请先登记此人（或先导入名册），也看看姓"
                       "名有没有写错。",
                       q->s);
    }
    q->v = value_int(f.ids[0]);
    return true;
}

/* ---- codes -----------------------------------------------------------------
 */

/* 大学本科（全日制） → 大学本科 */
static const char *without_bracket(struct arena *a, const char *s)
{
    const char *at = strpbrk(s, "([");
    const char *wide = strstr(s, "（");
    if (at == NULL || (wide != NULL && wide < at)) {
        at = wide;
    }
    return at == NULL || at == s ? NULL : arena_strn(a, s, (size_t)(at - s));
}

static bool take_code(struct import_ask *q, const char *code)
{
    const char *name = codes_name(q->f->of, code);
    q->v = (struct value){VALUE_TEXT, 0, code};
    if (strcmp(name, q->s) != 0 && strcmp(code, q->s) != 0) {
        q->why = arena_printf(&q->job->row, "按“%s”登记", name);
    }
    return true;
}

bool import_mend_choice(struct import_ask *q, struct err *err)
{
    struct import_job *j = q->job;
    const char *s = import_whole(&j->row, q->s);
    const char *code = codes_find(q->f->of, s != NULL ? s : q->s);
    if (code == NULL) {
        const char *bare = without_bracket(&j->row, q->s);
        code = bare == NULL ? NULL : codes_find(q->f->of, bare);
    }
    if (code != NULL) {
        return take_code(q, code);
    }
    struct strbuf list;
    const struct code_table *t = codes_table(q->f->of);
    size_t n = t == NULL ? 0 : t->n;
    sb_init(&list);
    for (size_t i = 0; i < n && i < 6; i++) {
        sb_addf(&list, "%s%s", i > 0 ? "、" : "", t->codes[i].name);
    }
    err_set(err, ERR_RULE, "E-IMPORT-031",
            "“%s”里没有“%s”这一项；可以写：%s%s。", q->f->label, q->s, list.s,
            n > 6 ? "……（全部见表单里的 F4）" : "");
    sb_clear(&list);
    return false;
}

/* ---- yes and no ------------------------------------------------------------
 */

bool import_mend_flag(struct import_ask *q, struct err *err)
{
    static const char *const yes[] = {
        "是",  "√",   "✓",    "✔",    "☑",   "有", "对", "1", "Y", "y",
        "yes", "YES", "true", "TRUE", "1.0", "○",  "●",  "V", "v"};
    static const char *const no[] = {
        "否", "×",  "✗",  "✘",     "☐",     "无",  "没有", "0",  "N",
        "n",  "no", "NO", "false", "FALSE", "0.0", "不是", "未", "非"};
    for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
        if (strcmp(q->s, yes[i]) == 0) {
            q->v = value_int(1);
            return true;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(no); i++) {
        if (strcmp(q->s, no[i]) == 0) {
            q->v = value_int(0);
            return true;
        }
    }
    /* 困难党员 under 是否困难党员 and its like: what the label says. */
    if (strcmp(q->s, q->f->label) == 0) {
        q->v = value_int(1);
        q->why = "当作“是”";
        return true;
    }
    return err_set(err, ERR_RULE, "E-IMPORT-032",
                   "“%s”看不出是“是”还是“否”；请写“是”或“否”（打勾 √ 也行）。",
                   q->s);
}
