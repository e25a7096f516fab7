/* Reading from the inside: form_read.c takes files apart, form_own.c finds
   those of the user. */
#ifndef PBTUI_SRC_REPORT_FORM_READING_H
#define PBTUI_SRC_REPORT_FORM_READING_H

#include "form_parts.h"

#define FORM_FOLDER "forms/"
#define FORM_ENDING ".ini"
#define FORM_SHEETS "sheets.ini"

struct form_reading {
    struct forms *out;
    struct arena *arena;
    const struct forms_from *from;
    struct sheets builtin;
    struct form *list;
    size_t n, cap;
    struct form_complaints complaints;
};

/* forms/x.ini → x */
const char *form_file_name(struct arena *a, const char *file);
/* False when there was a complaint. */
bool form_read_one(struct form_reading *g, const struct ini *ini,
                   const char *file, bool own, struct form *out);
/* Takes the place of one of the same name. */
void form_add(struct form_reading *g, const struct form *f);
/* Among those read so far; NULL. */
const struct form *form_named(const struct form_reading *g, const char *name);
/* About a file, without a line or with one in front of the text. */
void form_complain(struct form_reading *g, const char *file, const char *text);
bool form_ends_in(const char *name, const char *ending);

/* NULL when there is none, or none that can be read: that is told. */
const char *form_own_text(struct form_reading *g, const char *file, size_t *n);
void form_read_folder(struct form_reading *g);

enum { FORM_OWN_BYTES_MAX = 64 * 1024 };

#endif
