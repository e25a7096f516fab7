/* What differs, as lines: people who are only on one side, fields of those who
   are on both, and which of them are passed over.

   Numbers are compared whole and shown masked; one that the file itself has
   with stars is compared by what it shows. */
#include "compare_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/platform.h"
#include "pbtui/ledger/query.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

static void add(struct compare_work *w, struct compare_line line)
{
    MEM_PUSH(w->lines, w->n_lines, w->cap_lines);
    w->lines[w->n_lines++] = line;
}

static struct compare_line blank(enum compare_group group)
{
    return (struct compare_line){.group = group,
                                 .was = group,
                                 .about = "",
                                 .field = "",
                                 .label = "",
                                 .here = "",
                                 .there = "",
                                 .here_whole = "",
                                 .there_whole = "",
                                 .at = -1};
}

/* ---- people of one side -------------------------------------------------- */

/* 男 1994-06 第一党小组 */
static const char *about(struct compare_work *w, int64_t id)
{
    char day[11];
    const char *text = "";
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select t.sex, substr(t.birth_on, 1, 7), (" GROUP_SQL ")"
                  " from person t where t.id = :id"));
    stmt_int(&st, ":id", id);
    stmt_text(&st, ":day", date_text(w->book->day, day));
    if (stmt_row(&st)) {
        const char *sex = codes_name("sex", stmt_col_text(&st, 0));
        const char *born = arena_str(w->arena, stmt_col_text(&st, 1));
        const char *grp = stmt_col_text(&st, 2);
        text = arena_printf(w->arena, "%s%s%s%s%s", sex,
                            born[0] != '\0' ? " " : "", born,
                            grp[0] != '\0' ? " " : "", grp);
    }
    stmt_done(&st, NULL);
    return text;
}

/* Where somebody is who is not on the roster of the day. */
static const char *whereabouts(struct compare_work *w, int64_t id)
{
    char day[11];
    const char *text = "";
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select b.name, m.branch_id = :branch, m.to_on, m.out_kind,"
                  " m.out_to, m.from_on > :day from member m"
                  " join branch b on b.id = m.branch_id"
                  " where m.person_id = :id and m.voided_on is null"
                  " order by m.from_on desc, m.id desc limit 1"));
    stmt_int(&st, ":id", id);
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", date_text(w->book->day, day));
    if (stmt_row(&st)) {
        const char *kind = codes_name("out_kind", stmt_col_text(&st, 3));
        const char *left = arena_str(w->arena, stmt_col_text(&st, 2));
        const char *to = stmt_col_text(&st, 4);
        text =
            !stmt_col_int(&st, 1)
                ? arena_printf(w->arena, "组织关系在%s", stmt_col_text(&st, 0))
            : stmt_col_int(&st, 5)
                ? arena_printf(w->arena, "%s 以后才进入本支部", day)
            : left[0] != '\0' ? arena_printf(w->arena, "%s %s%s%s", left,
                                             kind[0] != '\0' ? kind : "离开",
                                             to[0] != '\0' ? "，去往" : "", to)
                              : "";
    } else {
        text = "本账有这个人，还不是党员";
    }
    stmt_done(&st, NULL);
    return text;
}

static void add_here(struct compare_work *w, const struct compare_person *p)
{
    struct compare_line line = blank(COMPARE_HERE);
    line.person = p->id;
    line.name = p->name;
    line.about = about(w, p->id);
    line.here = line.here_whole = "在册";
    line.refusal =
        "这个人只在本账的名册上，没有平台的内容可以采用；该补进平台的"
        "用“平台录入单”，已经离开的登记他的组织关系。";
    add(w, line);
}

static void add_there(struct compare_work *w, const struct compare_row *r)
{
    struct compare_line line = blank(COMPARE_THERE);
    line.person = r->known;
    line.row = r->row;
    line.name = r->name;
    line.about = r->known != 0 ? whereabouts(w, r->known) : "本账没有这个人";
    line.there = "在册";
    line.there_whole = r->idno[0] != '\0' ? r->idno : "在册";
    line.refusal = "这个人只在平台上，请到名册里登记，或者用 pbtui import "
                   "roster 从这个文件登记。";
    add(w, line);
}

static void add_unsure(struct compare_work *w, const struct compare_row *r)
{
    struct compare_line line = blank(COMPARE_UNSURE);
    line.row = r->row;
    line.name = r->name;
    line.about = r->unsure;
    line.refusal = "分不清是谁，请在文件里补上身份证号或者出生日期再比对。";
    add(w, line);
}

/* ---- fields -------------------------------------------------------------- */

/* The other side has no number, but its shape: 138****0137. */
static bool fits_stars(const char *stars, const char *whole)
{
    size_t n = strlen(whole);
    if (strlen(stars) != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (stars[i] != '*' && stars[i] != whole[i]) {
            return false;
        }
    }
    return true;
}

static const char *whole_of(struct compare_work *w, const struct record *r,
                            int field)
{
    const struct field *f = &r->ledger->fields[field];
    struct strbuf sb;
    if (f->kind->secret) {
        return record_is_null(r, field)
                   ? ""
                   : pii_read(w->book->db, w->arena, record_int(r, field));
    }
    sb_init(&sb);
    record_show(r, w->book, field, &sb);
    const char *text = arena_strn(w->arena, sb.s, sb.len);
    sb_clear(&sb);
    return text;
}

/* Blanks, full-width forms and the like are no difference. */
static bool same_text(struct compare_work *w, const char *a, const char *b)
{
    return strcmp(a, b) == 0 ||
           strcmp(compare_key(w->arena, a), compare_key(w->arena, b)) == 0;
}

static bool is_same(struct compare_work *w, const struct record *r, int field,
                    const struct compare_said *said, const char *here)
{
    const struct field *f = &r->ledger->fields[field];
    if (said->starred != NULL) {
        return fits_stars(said->starred, here);
    }
    if (said->v.type == VALUE_NULL) {
        return said->why == NULL && here[0] == '\0';
    }
    return f->kind->secret ? strcmp(said->text, here) == 0
           : (f->flags & FIELD_COMPUTED) != 0
               ? same_text(w, said->text, here)
               : value_same(&said->v, &r->values[field]) ||
                     same_text(w, said->text, here);
}

static const char *refusal_of(const struct field *f,
                              const struct compare_said *said)
{
    if (said->why != NULL) {
        return said->why;
    }
    if (said->starred != NULL) {
        return "平台的文件里这个号码打了码，采用不了，请核对后手工改。";
    }
    if ((f->flags & FIELD_COMPUTED) != 0) {
        return strcmp(f->column, "category") == 0
                   ? "人员类别由入党日期、转正日期推定，请核对这两个日期。"
               : strcmp(f->column, "grp_now") == 0
                   ? "党小组的调整请登记在党小组里。"
                   : "这一项由别的记录推定，请改那条记录。";
    }
    return said->v.type == VALUE_NULL
               ? "平台上是空的；不用空的盖掉本账，请补录到平台上。"
               : NULL;
}

/* What the roster's own rules say against it; NULL: nothing. */
static const char *forbidden(struct compare_work *w, const struct record *r,
                             int field, const struct value *v)
{
    struct issues is = {.arena = w->arena};
    struct record now = record_copy(r, w->arena);
    now.values[field] = *v;
    record_check(&now, w->book, r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            return is.list[i].text;
        }
    }
    return NULL;
}

static const char *masked(struct compare_work *w, const struct field *f,
                          const char *whole)
{
    return f->kind->secret ? pii_mask(w->arena, whole) : whole;
}

/* What a list shows in the columns that are worked out. */
static bool computed(struct compare_work *w, int64_t id, int field,
                     const char **out, struct err *err)
{
    const struct ledger_column column = {.field = field};
    const struct ledger_view view = {.name = "one",
                                     .title = "",
                                     .where = "1",
                                     .columns = &column,
                                     .n_columns = 1};
    struct query q = query_of(&ledger_people, &view);
    struct query_row row;
    size_t n = 0;
    q.only_id = id;
    q.limit = 1;
    if (!query_page(w->book, w->arena, &q, &row, &n, err)) {
        return false;
    }
    *out = n == 1 ? row.cells[0] : "";
    return true;
}

static bool compare_field(struct compare_work *w, const struct record *r,
                          const struct compare_person *p, int field,
                          struct err *err)
{
    const struct field *f = &ledger_people.fields[field];
    const struct compare_said *said = &p->row->said[field];
    const char *here;
    if ((f->flags & FIELD_COMPUTED) != 0) {
        if (!computed(w, p->id, field, &here, err)) {
            return false;
        }
    } else {
        here = whole_of(w, r, field);
    }
    if (is_same(w, r, field, said, here)) {
        return true;
    }
    struct compare_line line = blank(COMPARE_DIFFERS);
    line.person = p->id;
    line.row = p->row->row;
    line.name = p->name;
    line.field = f->column;
    line.label = f->label;
    line.here = masked(w, f, here);
    line.here_whole = here;
    line.there =
        said->starred != NULL ? said->starred : masked(w, f, said->text);
    line.there_whole = said->starred != NULL ? said->starred : said->text;
    line.value = said->v;
    line.refusal = refusal_of(f, said);
    if (line.refusal == NULL) {
        line.refusal = forbidden(w, r, field, &said->v);
    }
    line.at = field;
    add(w, line);
    return true;
}

static bool compare_person(struct compare_work *w,
                           const struct compare_person *p, struct err *err)
{
    struct record r;
    size_t before = w->n_lines;
    if (!record_read(&r, &ledger_people, w->book, w->arena, p->id, err)) {
        return false;
    }
    for (size_t i = 0; i < ledger_people.n_fields; i++) {
        if (p->row->said[i].given && !compare_field(w, &r, p, (int)i, err)) {
            return false;
        }
    }
    w->out->n_same += w->n_lines == before;
    return true;
}

/* ---- passed over --------------------------------------------------------- */

struct platform_difference compare_difference(const struct compare_line *line)
{
    return (struct platform_difference){.person = line->person,
                                        .name = line->name,
                                        .field = line->field,
                                        .here = line->here_whole,
                                        .there = line->there_whole};
}

static bool put_passed(struct compare_work *w, struct err *err)
{
    struct platform_pair *pairs;
    size_t n;
    if (!platform_pairs(w->book, w->arena, &pairs, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < w->n_lines && n > 0; i++) {
        struct compare_line *line = &w->lines[i];
        const struct platform_difference d = compare_difference(line);
        const struct platform_pair *pair = NULL;
        if (line->group != COMPARE_UNSURE &&
            !platform_passed(w->book, pairs, n, &d, &pair, err)) {
            return false;
        }
        if (pair != NULL) {
            line->group = COMPARE_PASSED;
            line->pair = pair->id;
        }
    }
    return true;
}

/* ---- all ----------------------------------------------------------------- */

static void sort_lines(struct compare_work *w)
{
    struct compare_report *out = w->out;
    out->lines = arena_array(w->arena, w->n_lines + 1, sizeof *out->lines);
    for (int g = 0; g < COMPARE_GROUPS; g++) {
        for (size_t i = 0; i < w->n_lines; i++) {
            if (w->lines[i].group == (enum compare_group)g) {
                out->lines[out->n_lines++] = w->lines[i];
                out->counts[g]++;
            }
        }
    }
}

bool compare_fields(struct compare_work *w, struct err *err)
{
    for (size_t i = 0; i < w->n_here; i++) {
        const struct compare_person *p = &w->people[i];
        if (p->row == NULL) {
            add_here(w, p);
        } else if (!compare_person(w, p, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < w->n_rows; i++) {
        const struct compare_row *r = &w->rows[i];
        if (r->unsure != NULL) {
            add_unsure(w, r);
        } else if (r->person == 0) {
            add_there(w, r);
        }
    }
    if (!put_passed(w, err)) {
        return false;
    }
    sort_lines(w);
    return true;
}
