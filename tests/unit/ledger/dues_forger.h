/* One who changes a ledger file behind the program's back: plain SQL, triggers
   taken off and put back, the audit chain computed anew by an encoder written
   from the format's description. */
#ifndef PBTUI_TESTS_LEDGER_DUES_FORGER_H
#define PBTUI_TESTS_LEDGER_DUES_FORGER_H

#include <stdbool.h>
#include <stdint.h>

void forger_copy(const char *from, const char *to);
/* False: the file refused, nothing is changed. */
bool forger_try(const char *path, const char *sql);
/* The same with these triggers (names apart by blanks; "audit" is both of the
   audit's) dropped before and put back as they were.  Whole or not at all. */
bool forger_try_without(const char *path, const char *triggers,
                        const char *sql);
/* Every link and hash of the chain anew; how many differed. */
int forger_rechain(const char *path);

#endif
