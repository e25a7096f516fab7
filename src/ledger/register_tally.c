/* What of a register reaches beyond its own fields: the tally that its file
   asks for, and the numbers and words of registers that its links point to.
   Whether those are there is only known when all files are read. */
#include "register_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/tally.h"

static const struct field *field_at(const struct register_maker *m, int at)
{
    return at < 0 ? NULL : &m->fields[at];
}

/* ---- tally -------------------------------------------------------------- */

/* The parts between the bars, without the blanks around them. */
static size_t split(struct arena *a, const char *value, const char **out,
                    size_t max)
{
    size_t n = 0;
    while (n < max) {
        size_t len = strcspn(value, "|");
        size_t from = strspn(value, " ");
        size_t end = len;
        while (end > from && value[end - 1] == ' ') {
            end--;
        }
        out[n++] = arena_strn(a, value + from, end > from ? end - from : 0);
        if (value[len] == '\0') {
            return n;
        }
        value += len + 1;
    }
    return max + 1;
}

void register_take_tally(struct register_maker *m,
                         const struct register_section *head)
{
    enum { PARTS = 4 };
    const struct ini_key *k = register_key(head, "tally");
    const char *part[PARTS];
    if (k == NULL) {
        return;
    }
    struct register_tally t = {"", -1, -1, {-1, NULL}};
    if (split(m->arena, k->value, part, PARTS) == PARTS) {
        t = (struct register_tally){part[0],
                                    ledger_field(&m->reg->ledger, part[1]),
                                    ledger_field(&m->reg->ledger, part[2]),
                                    register_ref_of(m, part[3])};
    }
    const struct field *who = field_at(m, t.who);
    const struct field *number = field_at(m, t.number);
    const struct field *by = field_at(m, t.by.field);
    if (t.title[0] == '\0' || who == NULL || who->kind != &field_person ||
        number == NULL || number->kind != &field_count || by == NULL ||
        (t.by.column == NULL && by->kind != &field_word)) {
        register_complain(m, k->line,
                          "tally 要写成“表名 | 谁 | 哪个数 | 按哪个词分栏”，"
                          "例如 积分公示表 | person_id | points | "
                          "rule_id.kind");
        return;
    }
    struct register_tally *kept = arena_alloc(m->arena, sizeof *kept);
    *kept = t;
    m->reg->tally = kept;
}

/* ---- links -------------------------------------------------------------- */

static bool points_well(const struct register_ref *ref, size_t field,
                        const struct ledger *linked, bool word)
{
    if (ref->field != (int)field || ref->column == NULL) {
        return true;
    }
    int at = ledger_field(linked, ref->column);
    return at >= 0 && (word ? linked->fields[at].kind == &field_word
                            : register_is_number(&linked->fields[at]));
}

bool register_refs_hold(const struct small_register *reg, size_t field,
                        const struct ledger *linked)
{
    const struct small_register *to = register_of(linked);
    bool used = reg->own[field].in_force;
    bool good = true;
    for (size_t i = 0; i < reg->ledger.n_fields; i++) {
        const struct register_field *x = &reg->own[i];
        const struct register_ref *refs[] = {&x->fills, &x->sign_of, &x->cap};
        for (size_t k = 0; k < ARRAY_LEN(refs); k++) {
            used = used || refs[k]->field == (int)field;
            good = good && points_well(refs[k], field, linked, false);
        }
    }
    if (reg->tally != NULL) {
        used = used || (reg->tally->by.field == (int)field &&
                        reg->tally->by.column != NULL);
        good = good && points_well(&reg->tally->by, field, linked, true);
    }
    return !used || (to != NULL && good);
}
