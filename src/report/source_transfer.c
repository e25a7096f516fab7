/* 组织关系介绍信: one spell of membership that ends in a transfer, as its
   letter says it.

   The ID number and the person's phone are not told: the letter leaves lines to
   write them on by hand.  What the ledger does not know is a line, too.  A
   spell that does not end in a transfer has the value `kinds` empty, and no
   letter is offered for it. */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rolls.h"
#include "source_say.h"

static bool is_transfer(const struct record *member)
{
    static const char group[] = "转出组织关系";
    const char *code =
        record_text(member, ledger_field(&ledger_member, "out_kind"));
    const struct code_table *t = codes_table("out_kind");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return strcmp(t->codes[i].group, group) == 0;
        }
    }
    return false;
}

/* 第0007号: as it stands when it is a whole number already. */
static const char *letter_no(struct arena *a, const char *letter)
{
    if (strstr(letter, "号") != NULL) {
        return letter;
    }
    return arena_printf(a, "第%s号", say_or(letter, SAY_LINE));
}

static void put_person(struct form_data *d, struct book *b,
                       const struct record *p, int issued)
{
    struct arena *a = d->arena;
    int on = issued == DATE_NONE ? b->day : issued;
    int birth = say_column_day(p, "birth_on");
    int full = say_column_day(p, "full_on");
    bool is_full = full != DATE_NONE && full <= on;
    form_set(d, "name", say_column(a, b, p, "name"));
    form_set(d, "sex", say_or(say_column(a, b, p, "sex"), SAY_SHORT));
    form_set(d, "nation", say_or(say_column(a, b, p, "nation"), SAY_SHORT));
    form_set(d, "age",
             birth == DATE_NONE
                 ? SAY_SHORT
                 : say_number(a, date_full_years(birth, on, false)));
    form_set(d, "category",
             category_text(is_full ? CATEGORY_FULL : CATEGORY_PROBATION));
}

static void put_letter(struct form_data *d, struct book *b,
                       const struct record *m)
{
    struct arena *a = d->arena;
    int issued = say_column_day(m, "out_letter_on");
    int valid = say_column_day(m, "out_valid_to");
    bool known = issued != DATE_NONE && valid != DATE_NONE;
    const char *dues =
        record_text(m, ledger_field(&ledger_member, "out_dues_to"));
    form_set(d, "kinds", is_transfer(m) ? "out" : "");
    form_set(d, "no", letter_no(a, say_column(a, b, m, "out_letter")));
    form_set(d, "to", say_or(say_column(a, b, m, "out_to"), SAY_LINE));
    form_set(d, "reason", say_column(a, b, m, "out_reason"));
    form_set(d, "dues_to", say_month(a, dues));
    form_set(d, "issued", say_day(a, issued));
    form_set(d, "issued_on", say_iso(a, issued));
    form_set(d, "valid_to", say_day(a, valid));
    form_set(d, "days", known ? say_number(a, valid - issued) : SAY_SHORT);
    form_set(d, "receipt", say_day(a, say_column_day(m, "out_receipt_on")));
    form_set(d, "upper", say_or(say_upper(a, b), SAY_LINE));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct record m, p;
    struct book *b = ask->book;
    struct arena *a = d->arena;
    if (!record_read(&m, &ledger_member, b, a, ask->id, err) ||
        !record_read(&p, &ledger_people, b, a,
                     record_int(&m, ledger_field(&ledger_member, "person_id")),
                     err)) {
        return false;
    }
    put_letter(d, b, &m);
    put_person(d, b, &p, say_column_day(&m, "out_letter_on"));
    return true;
}

/* By the day the letter was made out. */
static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return rolls_papers(ask->book, a, PAPER_LETTER, &ask->span, ids, n, err);
}

static const char *const values[] = {
    "kinds", "no",    "to",       "reason",  "dues_to",  "issued",
    "name",  "sex",   "nation",   "age",     "category", "issued_on",
    "days",  "upper", "valid_to", "receipt", NULL};

const struct source source_transfer = {
    .name = "transfer",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_member,
    .values = values,
    .gather = gather,
    .records = records,
};
