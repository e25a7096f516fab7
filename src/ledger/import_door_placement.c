/* 党小组变动: a person's change of group is known by its day; which group it
   was may be what the file puts right. */
#include "import_doors.h"

static const char *const key[] = {"person_id", "from_on", NULL};

const struct import_door import_door_placement = {.book = "placement",
                                                  .key = key};
