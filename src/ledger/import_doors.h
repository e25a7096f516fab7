/* The doors of the books whose rows are more than a plain row. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_DOORS_H
#define PBTUI_SRC_LEDGER_IMPORT_DOORS_H

#include "import_door.h"

extern const struct import_door import_door_events;
/* import_door_parts.c: kinds, roll, topics, points, actions of an event */
extern const struct import_door import_door_event_kinds, import_door_attend,
    import_door_agenda, import_door_points, import_door_actions;
extern const struct import_door import_door_assess, import_door_payments;
/* import_door_pipeline.c, _steps.c, _file_parts.c */
extern const struct import_door import_door_pipeline, import_door_steps,
    import_door_entries, import_door_helpers, import_door_publicities,
    import_door_papers;
extern const struct import_door import_door_placement;

/* Of whom an extra column that is a person speaks. */
static inline bool import_has(const struct value *v)
{
    return v->type != VALUE_NULL;
}

#endif
