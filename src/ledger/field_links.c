/* Kinds of fields that point elsewhere: to a person, to another record, to a
   row of personal data. */
#include "pbtui/ledger/field.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/rules/idno.h"
#include "pbtui/store/pii.h"

/* ---- people and other records ----------------------------------------- */

static bool parse_person(const struct field *f, struct book *b, struct arena *a,
                         const char *typed, struct value *out, struct err *err)
{
    (void)f;
    struct person_hit hits[9];
    size_t n = people_find(b, a, typed, hits, ARRAY_LEN(hits));
    size_t exact = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(hits[i].name, typed) == 0) {
            hits[exact++] = hits[i];
        }
    }
    n = exact > 0 ? exact : n;
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-FIELD-007",
                       "名册里没有“%s”，请先登记此人。", typed);
    }
    if (n > 1) {
        return err_set(
            err, ERR_RULE, "E-FIELD-008",
            "“%s”不止一个人：%s #%lld、%s #%lld……；请写编号（如 #%lld）"
            "或按 F4 选。",
            typed, hits[0].name, (long long)hits[0].id, hits[1].name,
            (long long)hits[1].id, (long long)hits[0].id);
    }
    *out = value_int(hits[0].id);
    return true;
}

static void format_person(const struct field *f, struct book *b,
                          const struct value *v, struct strbuf *out)
{
    (void)f;
    struct arena a = ARENA_INIT;
    sb_add(out, people_name(b, &a, v->i));
    arena_clear(&a);
}

const struct field_kind field_person = {
    .name = "person",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .picker = PICK_ROW,
    .fold = true,
    .parse = parse_person,
    .format = format_person,
};

static bool parse_link(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    const struct ledger *l = registry_find(b, f->of);
    int64_t id = 0;
    size_t n = derived_find_link(b, a, l, typed, &id);
    if (n == 0) {
        return err_set(err, ERR_RULE, "E-FIELD-009",
                       "没有叫“%s”的%s，请先登记它，或从现有的里选。", typed,
                       l->noun);
    }
    if (n > 1) {
        return err_set(err, ERR_RULE, "E-FIELD-010",
                       "“%s”对应几个%s，请写全名。", typed, l->noun);
    }
    *out = value_int(id);
    return true;
}

static void format_link(const struct field *f, struct book *b,
                        const struct value *v, struct strbuf *out)
{
    derived_link_label(b, registry_find(b, f->of), v->i, out);
}

const struct field_kind field_link = {
    .name = "link",
    .stored = VALUE_INT,
    .editor = EDIT_CHOICE,
    .picker = PICK_ROW,
    .parse = parse_link,
    .format = format_link,
};

/* ---- personal data ---------------------------------------------------- */

/* Stored value: the id of a pii row; typed and not yet saved: the text. */
static void format_secret(const struct field *f, struct book *b,
                          const struct value *v, struct strbuf *out)
{
    (void)f;
    struct arena a = ARENA_INIT;
    const char *plain = v->type == VALUE_INT ? pii_read(b->db, &a, v->i) : v->s;
    sb_add(out, pii_mask(&a, plain));
    arena_clear(&a);
}

static bool parse_idno(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    struct idno id;
    if (!idno_parse(typed, b->today, &id, err)) {
        return false;
    }
    *out = value_text(a, id.text);
    return true;
}

const struct field_kind field_idno = {
    .name = "idno",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .secret = true,
    .parse = parse_idno,
    .format = format_secret,
};

static bool parse_phone(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    struct strbuf digits;
    sb_init(&digits);
    size_t n_digits = 0;
    bool ok = true;
    for (const char *s = typed; *s != '\0'; s++) {
        if (*s >= '0' && *s <= '9') {
            n_digits++;
            sb_addc(&digits, *s);
        } else if (*s == '-' || (*s == '+' && s == typed)) {
            sb_addc(&digits, *s);
        } else if (*s != ' ' && *s != '(' && *s != ')') {
            ok = false;
        }
    }
    ok = ok && n_digits >= 5 && n_digits <= 16;
    if (ok) {
        *out = value_text(a, digits.s);
    }
    sb_clear(&digits);
    return ok || err_set(err, ERR_RULE, "E-FIELD-011",
                         "电话应是 5 到 16 位数字（可带区号和短横），请核对。");
}

const struct field_kind field_phone = {
    .name = "phone",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .secret = true,
    .parse = parse_phone,
    .format = format_secret,
};
