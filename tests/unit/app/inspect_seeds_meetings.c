/* Faults in organisational life. */
#include "inspect_seeds.h"

static const struct inspect_seed list[] = {
    {.fault = "the 支委会 of April was never held",
     .sql = "update event_kind set voided_on = '2026-11-20' where kind ="
            " 'committee.meeting' and on_day like '2026-04-%'",
     .rule = "I01",
     .says = "2026-04-01 至 2026-04-30　支部委员会会议"},
};

const struct inspect_seeds seeds_meetings = {list,
                                             sizeof list / sizeof list[0]};
