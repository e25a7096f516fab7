/* A cell → the value of a field.

   What only marks a cell as text is taken off ('…, ="…"), what stands for
   nothing is nothing (—, 无 where a date or a code is asked for), what a
   formula could not work out is refused; the rest is read by the kind of the
   field, with what spreadsheets do to such values mended (import_mend*.c) and
   told.  Values that come again and again are remembered by column. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/register.h"

/* ---- what stands for nothing ----------------------------------------------
 */

static bool is_one_of(const char *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(s, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_dash(const char *s)
{
    static const char *const dashes[] = {"-", "--", "—",  "——",   "－",
                                         "/", "／", "\\", "一一", "---"};
    return is_one_of(s, dashes, ARRAY_LEN(dashes));
}

/* 无 may be one of what can be chosen. */
static bool is_offered(const struct field *f, const char *s)
{
    for (size_t i = 0; f->words != NULL && f->words[i] != NULL; i++) {
        if (strcmp(f->words[i], s) == 0) {
            return true;
        }
    }
    return f->kind == &field_choice && codes_find(f->of, s) != NULL;
}

static bool is_nothing(const struct field *f, const char *s)
{
    static const char *const words[] = {"无",   "没有", "暂无", "未填",
                                        "不详", "空",   "N/A",  "n/a"};
    static const char *const open[] = {"至今", "现在", "在任", "长期", "今"};
    bool text = f->kind == &field_text || f->kind == &field_long ||
                f->kind == &field_memo || f->kind == &field_tags ||
                f->kind == &field_voucher || f->kind == &field_file ||
                f->kind == &field_flag;
    if (text || strlen(s) > 9) {
        return false;
    }
    if (is_offered(f, s)) {
        return false;
    }
    bool day = f->kind == &field_date || f->kind == &field_month;
    return is_dash(s) || is_one_of(s, words, ARRAY_LEN(words)) ||
           (day && is_one_of(s, open, ARRAY_LEN(open)));
}

static bool is_fault_text(const char *s)
{
    static const char *const faults[] = {
        "#N/A",   "#REF!", "#VALUE!", "#DIV/0!",       "#NAME?",
        "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA", "#CALC!"};
    return s[0] == '#' && (is_one_of(s, faults, ARRAY_LEN(faults)) ||
                           s[strspn(s, "#")] == '\0');
}

/* ---- what only marks a cell as text ----------------------------------------
 */

static bool is_blank(const char *s, size_t *n)
{
    *n = *s == ' ' || *s == '\t' || *s == '\r' || *s == '\n'              ? 1
         : strncmp(s, "　", 3) == 0 || strncmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3
         : strncmp(s, "\xC2\xA0", 2) == 0                                 ? 2
                                                                          : 0;
    return *n > 0;
}

static const char *without_blanks(struct import_job *j, const char *s)
{
    size_t n;
    while (is_blank(s, &n)) {
        s += n;
    }
    size_t len = strlen(s);
    size_t end = len;
    while (end > 0) {
        size_t back = (unsigned char)s[end - 1] < 0x80    ? 1
                      : (unsigned char)s[end - 1] == 0xA0 ? 2
                                                          : 3;
        if (back > end || !is_blank(s + end - back, &n) || n != back) {
            break;
        }
        end -= back;
    }
    return end == len ? s : arena_strn(&j->row, s, end);
}

static const char *unmarked(struct import_job *j, const char *text, bool memo)
{
    const char *s = text;
    if (j->wish->source->marks_text && *s == '\'') {
        return s + 1;
    }
    if (!memo) {
        s = without_blanks(j, s);
    }
    size_t n = strlen(s);
    if (n > 3 && strncmp(s, "=\"", 2) == 0 && s[n - 1] == '"') {
        s = arena_strn(&j->row, s + 2, n - 3);
    }
    return s;
}

/* ---- remembered values -----------------------------------------------------
 */

static bool is_remembered(const struct field *f)
{
    return f->kind == &field_choice || f->kind == &field_flag ||
           f->kind == &field_link || f->kind == &field_word ||
           f->kind == &field_event_kind || f->kind == &field_duty ||
           f->kind == &field_vote_rule || f->kind == &field_year;
}

static struct import_seen *seen_of(struct import_job *j, size_t col,
                                   uint64_t hash)
{
    return &j->cols[col].seen[hash & (IMPORT_SEEN - 1)];
}

static void remember(struct import_job *j, size_t col, uint64_t hash,
                     const struct import_ask *q)
{
    struct import_seen *x = seen_of(j, col, hash);
    *x = (struct import_seen){
        .hash = hash,
        .text = arena_str(&j->kept, q->s),
        .v = q->v,
        .why = q->why == NULL ? NULL : arena_str(&j->kept, q->why)};
    if (q->v.type == VALUE_TEXT) {
        x->v.s = arena_str(&j->kept, q->v.s);
    }
}

/* ---- a cell ----------------------------------------------------------------
 */

static bool (*mender(const struct field_kind *k))(struct import_ask *,
                                                  struct err *)
{
    static const struct {
        const struct field_kind *kind;
        bool (*mend)(struct import_ask *, struct err *);
    } menders[] = {
        {&field_text, import_mend_text},
        {&field_date, import_mend_date},
        {&field_choice, import_mend_choice},
        {&field_idno, import_mend_idno},
        {&field_phone, import_mend_phone},
        {&field_person, import_mend_person},
        {&field_link, import_mend_link},
        {&field_month, import_mend_month},
        {&field_money, import_mend_money},
        {&field_count, import_mend_count},
        {&field_flag, import_mend_flag},
        {&field_long, import_mend_text},
        {&field_memo, import_mend_text},
        {&field_voucher, import_mend_text},
    };
    for (size_t i = 0; i < ARRAY_LEN(menders); i++) {
        if (menders[i].kind == k) {
            return menders[i].mend;
        }
    }
    return import_mend_other;
}

static bool understand(struct import_job *j, size_t col, struct import_ask *q,
                       struct err *err)
{
    bool remembered = is_remembered(q->f) && strlen(q->s) < 128;
    uint64_t hash = remembered ? import_hash_text(q->s) : 0;
    struct import_seen *x = remembered ? seen_of(j, col, hash) : NULL;
    if (x != NULL && x->hash == hash && x->text != NULL &&
        strcmp(x->text, q->s) == 0) {
        q->v = x->v;
        q->why = x->why;
        q->again = x->pass == j->pass;
        x->pass = j->pass;
        return true;
    }
    if (!mender(q->f->kind)(q, err)) {
        return false;
    }
    if (remembered) {
        remember(j, col, hash, q);
    }
    return true;
}

static bool refuse_fault(const struct field *f, const char *s, struct err *err)
{
    return err_set(err, ERR_RULE, "E-IMPORT-020",
                   "“%s”列这一格是公式出错的结果（%s），没有内容可用；请在表里"
                   "改好公式，或直接填上内容。",
                   f->label, s);
}

static void type_cell(struct import_job *j, size_t col, const struct field *f,
                      struct import_typed *out, const struct import_cell *cell)
{
    struct err *err = &j->cell_err; /* as large as all else of a cell */
    bool memo = f->kind->editor == EDIT_MEMO;
    struct import_ask q = {.job = j, .f = f, .cell = cell};
    q.s = unmarked(j, cell->text, memo);
    if (q.s[0] == '\0') {
        return;
    }
    bool marked = cell->text[0] == '\'' && q.s == cell->text + 1;
    if (!marked && is_nothing(f, q.s)) {
        j->n_dashes++;
        return;
    }
    bool ok = (cell->kind == IMPORT_FAULT || (!marked && is_fault_text(q.s)))
                  ? refuse_fault(f, q.s, err)
                  : understand(j, col, &q, err);
    if (!ok) {
        *out = (struct import_typed){.faulty = true, .col = col};
        import_fault(j, col, q.s, err->code, err->text);
        return;
    }
    *out = (struct import_typed){
        .given = q.v.type != VALUE_NULL || q.masked != NULL,
        .v = q.v,
        .masked = q.masked,
        .col = col,
    };
    if (q.why != NULL) {
        import_mended(j, col, q.s, q.why, q.again);
    }
    if (q.warn != NULL) {
        import_warns(j, col, q.s, "", q.warn);
    }
}

/* ---- a row -----------------------------------------------------------------
 */

static void type_number(struct import_job *j, const struct import_cell *cell,
                        size_t col)
{
    const char *s = unmarked(j, cell->text, false);
    const char *digits = *s == '#' ? s + 1 : s;
    size_t n = strlen(digits);
    struct import_typed *t = import_typed_number(j);
    if (n > 0 && n <= 9 && strspn(digits, "0123456789") == n) {
        int64_t id = 0;
        for (size_t i = 0; i < n; i++) {
            id = id * 10 + (digits[i] - '0');
        }
        *t = (struct import_typed){
            .given = true, .v = value_int(id), .col = col};
    }
}

/* Numbers that say who is meant are read before the names. */
static void type_special(struct import_job *j, const struct import_row *row)
{
    static const struct field idno = {
        .column = "idno", .label = "身份证号", .kind = &field_idno};
    for (size_t c = 0; c < row->n && c < j->n_cols; c++) {
        const struct import_cell *cell = &row->cells[c];
        if (j->cols[c].target == TARGET_IDNO && cell->text[0] != '\0') {
            type_cell(j, c, &idno, import_typed_idno(j), cell);
        } else if (j->cols[c].target == TARGET_NUMBER) {
            type_number(j, cell, c);
        }
    }
}

void import_type_row(struct import_job *j, const struct import_row *row)
{
    memset(j->typed, 0, (j->n_fields + 2) * sizeof *j->typed);
    j->n_faults = 0;
    j->bad = false;
    type_special(j, row);
    for (size_t c = 0; c < row->n && c < j->n_cols; c++) {
        int target = j->cols[c].target;
        if (target >= 0 && row->cells[c].text[0] != '\0') {
            type_cell(j, c, j->fields[target], &j->typed[target],
                      &row->cells[c]);
        }
    }
}
