/* Which fact is asked for, and the writing of its rows. */
#include "pbtui/ledger/facts.h"

#include <string.h>

#include "facts_parts.h"
#include "pbtui/base/json.h"
#include "pbtui/base/mem.h"

const char *const facts_names[] = {":duties",      ":elections", ":headcount",
                                   ":kinds",       ":meetings",  ":pipeline",
                                   ":reviews",     ":roster",    ":arrears",
                                   ":assessments", ":limits",    NULL};

static bool (*const writers[])(struct facts *f, struct err *err) = {
    facts_duties,   facts_elections,   facts_headcount, facts_kinds,
    facts_meetings, facts_pipeline,    facts_reviews,   facts_roster,
    facts_arrears,  facts_assessments, facts_limits};

/* ---- rows --------------------------------------------------------------- */

void facts_row(struct facts *f)
{
    sb_add(&f->json, f->in_row ? "},{" : "{");
    f->in_row = true;
}

static void put_name(struct facts *f, const char *name)
{
    if (f->json.s[f->json.len - 1] != '{') {
        sb_addc(&f->json, ',');
    }
    json_text(&f->json, name, strlen(name));
    sb_addc(&f->json, ':');
}

void facts_text(struct facts *f, const char *name, const char *text)
{
    put_name(f, name);
    json_text(&f->json, text, strlen(text));
}

void facts_int(struct facts *f, const char *name, int64_t v)
{
    put_name(f, name);
    json_int(&f->json, v);
}

void facts_day(struct facts *f, const char *name, int day)
{
    char text[11];
    if (day != DATE_NONE) {
        facts_text(f, name, date_text(day, text));
        return;
    }
    put_name(f, name);
    sb_add(&f->json, "null");
}

/* ---- all of them -------------------------------------------------------- */

bool facts_json(struct book *b, struct arena *a, const char *name,
                const struct span *span, const char **out, struct err *err)
{
    struct facts f = {.book = b, .arena = a, .span = *span};
    size_t i = 0;
    while (strcmp(facts_names[i], name) != 0) {
        i++;
    }
    sb_init(&f.json);
    sb_addc(&f.json, '[');
    bool ok = writers[i](&f, err);
    sb_add(&f.json, f.in_row ? "}]" : "]");
    *out = arena_str(a, f.json.s);
    sb_clear(&f.json);
    return ok;
}
