/* What the rooms of registers on paper share. */
#ifndef PBTUI_REPORT_REGISTERS_PARTS_H
#define PBTUI_REPORT_REGISTERS_PARTS_H

#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/register.h"
#include "source_all.h"

const char *registers_shown(struct arena *a, struct book *b,
                            const struct record *r, int field);
bool registers_grows(const struct field *f); /* its column, on wide paper */

/* The i-th register whose records belong to one of this: measures of a problem.
   What is restricted has no paper here, either. */
const struct small_register *registers_part(const struct register_set *set,
                                            const struct small_register *reg,
                                            size_t i);
/* Its list's columns, without the one that says whose it is. */
const char **registers_part_columns(struct arena *a,
                                    const struct small_register *part,
                                    size_t *n);
/* The rows of the record that is asked for. */
bool registers_put_part(const struct form_ask *ask,
                        const struct small_register *part, struct form_data *d,
                        struct err *err);
/* A table for each; without any rows, a line that says so. */
void registers_add_parts(struct strbuf *sb, const struct register_set *set,
                         const struct small_register *reg);

#endif
