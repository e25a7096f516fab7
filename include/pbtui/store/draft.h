/* Drafts of open forms, outside the database: one file a form, written whole
   (temp, sync, rename) into <state>/<uuid>/drafts, with a checksum.  A damaged
   one is shown as text, never parsed blindly. */
#ifndef PBTUI_STORE_DRAFT_H
#define PBTUI_STORE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

struct draft_field {
    const char *name;
    const char *value;
};

struct draft {
    const char *id;    /* file name without folder; NULL: a new one */
    const char *form;  /* which form, "people" */
    const char *title; /* for the offer: 新增党员 张三 */
    const char *at;    /* YYYY-MM-DD HH:MM:SS, set by draft_save */
    int64_t row_id;    /* 0: a new record */
    int64_t base_ver;
    int64_t parent_id; /* record it belongs to, 0 when none */
    struct draft_field *fields;
    size_t n_fields;
    const char *raw; /* set, and no fields, when the file is damaged */
};

/* dir is db_state_dir; on success d->id is set (arena). */
bool draft_save(const char *dir, struct arena *a, struct draft *d,
                struct err *err);
bool draft_list(const char *dir, struct arena *a, struct draft **out, size_t *n,
                struct err *err); /* newest first */
void draft_remove(const char *dir, const char *id);
/* Drafts older than `days` go; returns how many.  So does, without being
   counted, what a process that died left half-written before today. */
int draft_expire(const char *dir, int days);

#endif
