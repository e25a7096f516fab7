/* Spreadsheets made part by part, so that they can be wrong in one place. */
#ifndef PBTUI_TESTS_PRESS_XLSX_BUILD_H
#define PBTUI_TESTS_PRESS_XLSX_BUILD_H

#include <stddef.h>

struct xlsx_part {
    const char *path, *text;
    size_t n; /* 0: as strlen says */
};

/* A workbook of those parts, and for what is not among them (but has text
   here) the usual: its types, relations, a workbook with the sheet 名册. NULL
   as a text leaves the part out.  Written to rig_file(name); lent like it. */
const char *xlsx_build(const char *name, const struct xlsx_part *parts,
                       size_t n);
/* One whose sheet has these rows (XML), and those shared texts and styles when
   they are not NULL. */
const char *xlsx_of_rows(const char *name, const char *rows,
                         const char *strings, const char *styles);

#define XLSX_SHEET(inside)                                                     \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\""            \
    "urn:x\">" inside "</worksheet>"
#define XLSX_DATA(rows) XLSX_SHEET("<sheetData>" rows "</sheetData>")

#endif
