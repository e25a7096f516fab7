/* Faults in dues. */
#include "inspect_seeds.h"

static const struct inspect_seed list[] = {
    {.fault = NULL},
};

const struct inspect_seeds seeds_dues = {list, sizeof list / sizeof list[0]};
