/* Ctrl+Z in a cell of 党费核定, and in the name that is looked for there: of
   what is being typed alone. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/screen/assess_view.h"

#define ASSESSED "select count(*) from assess where voided_on is null"

static void open_next_year(struct rig *r)
{
    dues_rig_open(r, 24, 80, 8, 0);
    assess_view_open(&r->app, 2027);
    rig_keys(r, "Down Right");
}

TEST(undo_in_a_cell_brings_back_what_was_there)
{
    struct rig r;
    open_next_year(&r);
    rig_type(&r, "6000");
    rig_keys(&r, "Down Up");
    rig_sees(&r, "6,000.00");
    rig_type(&r, "70");
    rig_keys(&r, "Ctrl+Z Down Up");
    rig_sees(&r, "6,000.00");
    rig_keys(&r, "Backspace Ctrl+Z Ctrl+Z Down Up");
    rig_sees(&r, "6,000.00");
    assert_int_equal(rig_ask(&r, ASSESSED), 8);
    rig_close(&r);
}

TEST(undo_in_a_name_of_the_assessment_undoes_no_change)
{
    struct rig r;
    open_next_year(&r);
    rig_type(&r, "zk");
    rig_keys(&r, "Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_int_equal(rig_ask(&r, ASSESSED), 8);
    rig_close(&r);
}
