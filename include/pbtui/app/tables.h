/* The tables of keys and of settings: as tables, and as text for the manual
   pages, which is made from them and compared with them by a test. */
#ifndef PBTUI_APP_TABLES_H
#define PBTUI_APP_TABLES_H

#include "pbtui/app/config.h"
#include "pbtui/report/table.h"
#include "pbtui/tui/keymap.h"

void tables_keys(struct table *out, struct arena *a, const struct keymap *km);
void tables_config(struct table *out, struct arena *a, const struct config *c);

enum tables_manual { MANUAL_CHINESE, MANUAL_ENGLISH };

/* As roff, between the marks of the manual pages. */
void tables_keys_roff(struct strbuf *out, const struct keymap *km,
                      enum tables_manual language);
void tables_config_roff(struct strbuf *out, enum tables_manual language);

#endif
