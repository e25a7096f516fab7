/* What a cell's number is shown as: a number, a day, a time. */
#ifndef PBTUI_PRESS_XLSX_STYLES_H
#define PBTUI_PRESS_XLSX_STYLES_H

#include "xlsx_zip.h"

enum xlsx_look {
    LOOK_NUMBER = 0,
    LOOK_DAY = 1,
    LOOK_TIME = 2,
    LOOK_BOTH = LOOK_DAY | LOOK_TIME,
    LOOK_SPAN = 4 /* hours that do not end at 24: [h]:mm */
};

enum { STYLES_MAX = 65536 }; /* Excel's own limit, of formats and of styles */

struct xlsx_styles {
    unsigned short *formats; /* of each style */
    size_t n, cap;
    unsigned char looks[STYLES_MAX]; /* of each format */
};

void styles_init(struct xlsx_styles *s);
void styles_clear(struct xlsx_styles *s);
bool styles_read(struct xlsx_styles *s, struct archive *a, const char *part,
                 struct err *err);
/* A style that there is not shows a number. */
enum xlsx_look styles_look(const struct xlsx_styles *s, size_t style);

/* Of a format as it is written: yyyy"年"m"月"d"日". */
enum xlsx_look styles_look_of_code(const char *code);

#endif
