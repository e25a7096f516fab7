/* The forms about people with names that are as long as may be: nothing of
   them is lost, and a letter in three strips stays on one sheet. */
#include "unit.h"

#include <string.h>

#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/report/form.h"
#include "pbtui/report/paper_text.h"
#include "people_ground.h"

static struct document lay(struct people_ground *g, const char *name,
                           int64_t id)
{
    struct forms forms;
    struct form_data d;
    struct document doc;
    struct err err = ERR_INIT;
    struct form_ask ask = {
        .book = g->book, .span = {DATE_NONE, DATE_NONE}, .id = id};
    if (!forms_read(&forms, &g->arena, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    const struct form *f = forms_find(&forms, name);
    assert_non_null(f);
    form_data_init(&d, &g->arena);
    if (!source_gather(f->source, &ask, &d, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    struct flow *flow =
        flow_new(&g->arena, sheet_find(&forms.sheets, f->paper));
    form_put(f, flow, &d);
    flow_finish(flow, f->title, &doc);
    return doc;
}

/* How often a character that stands nowhere else is on the pages. */
static size_t count(const struct document *doc, const char *character)
{
    size_t n = 0;
    struct strbuf sb;
    sb_init(&sb);
    paper_text(&sb, doc);
    for (const char *s = sb.s; (s = strstr(s, character)) != NULL;
         s += strlen(character)) {
        n++;
    }
    sb_clear(&sb);
    return n;
}

TEST(a_name_of_sixty_characters_is_whole_on_paper)
{
    static const char *const forms[] = {"roster", "roster-short",
                                        "roster-contact", "roster-groups"};
    struct people_ground g;
    struct strbuf name;
    people_ground_open(&g);
    sb_init(&name);
    sb_repeat(&name, "鑫·", 30);
    people_ground_member(&g, name.s, "2012-07-01", "2013-07-01", "一");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct document doc = lay(&g, forms[i], 0);
        assert_int_equal(count(&doc, "鑫"), 30);
        assert_int_equal(count(&doc, "·"), 30);
    }
    sb_clear(&name);
    people_ground_close(&g);
}

TEST(a_letter_with_long_names_stays_on_its_sheet)
{
    struct people_ground g;
    struct strbuf unit;
    people_ground_open(&g);
    sb_init(&unit);
    sb_add(&unit, "中共");
    sb_repeat(&unit, "示例", 14);
    sb_add(&unit, "支部委员会（示例）");
    int64_t id = people_ground_member(&g, "阿不都热西提·买买提艾力",
                                      "2012-07-01", "2013-07-01", NULL);
    int64_t spell = people_ground_spell(&g, id);
    people_ground_put(
        &g, &ledger_branch, g.book->branch,
        (const char *const[]){"name", unit.s, "upper", unit.s, NULL});
    people_ground_put(&g, &ledger_member, spell,
                      (const char *const[]){"out_kind", "转出组织关系",
                                            "out_to", unit.s, "out_letter",
                                            "示商组字第0007号", "out_letter_on",
                                            "2026-11-02", NULL});
    struct document doc = lay(&g, "transfer", spell);
    assert_int_equal(doc.n, 1);
    assert_int_equal(count(&doc, "阿不都热西提·买买提艾力"), 3);
    sb_clear(&unit);
    people_ground_close(&g);
}

TEST(an_empty_branch_has_pages_that_say_so)
{
    static const struct {
        const char *form, *says;
    } rows[] = {
        {"roster", "名册里没有党员"},
        {"roster-short", "名册里没有党员"},
        {"roster-contact", "名册里没有党员"},
        {"roster-groups", "第一党小组没有党员"},
        {"roster-probation", "没有预备党员"},
        {"register-in", "没有转入的党员"},
        {"register-out", "没有转出和减少的党员"},
        {"register-joined", "没有新发展的党员"},
        {"register-confirmed", "没有转正的党员"},
        {"floating", "没有流动党员"},
    };
    struct people_ground g;
    people_ground_open(&g);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document doc = lay(&g, rows[i].form, 0);
        if (doc.n == 0 || count(&doc, rows[i].says) == 0) {
            fail_msg("%s does not say %s", rows[i].form, rows[i].says);
        }
    }
    people_ground_close(&g);
}
