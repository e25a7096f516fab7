/* Printing with lp and lpstat of our own, in a folder of the test. */
#ifndef PBTUI_TESTS_PRINTER_SHOP_H
#define PBTUI_TESTS_PRINTER_SHOP_H

#include <sys/types.h>

#include "pbtui/report/printer.h"

#define SHOP_PDF "%PDF-1.4\nnothing that a printer would look at\n%%EOF\n"

struct shop {
    struct arena arena;
    const char *folder, *pdf;
    const char *folders[2];
    struct printer_way way;
    struct err err;
};

void shop_open(struct shop *s);
void shop_close(struct shop *s);
const char *shop_path(struct shop *s, const char *name);
void shop_file(struct shop *s, const char *name, const char *text, mode_t mode);
/* A script; D in it is the folder. */
void shop_program(struct shop *s, const char *name, const char *script);
/* What a program has left there; NULL: nothing. */
const char *shop_seen(struct shop *s, const char *name);

extern const struct print_wish shop_plain;
bool shop_send(struct shop *s, struct print_wish wish, struct print_job *job);
void shop_refusal(struct shop *s, struct print_wish wish, const char *code);

#endif
