/* The code printed on paper, CODE@SEQ, as somebody types it from there. */
#ifndef PBTUI_APP_ANCHOR_H
#define PBTUI_APP_ANCHOR_H

#include "pbtui/store/audit.h"

struct anchor {
    int64_t seq;
    char code[24]; /* as audit_code writes it */
};

/* Small letters, O for 0, I and L for 1, blanks and missing dashes are put
   right; a wrong check character is E-APP-074. */
bool anchor_parse(const char *typed, struct anchor *out, struct err *err);

#endif
