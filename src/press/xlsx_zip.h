/* The archive that an xlsx is, and how much of it may be unpacked. */
#ifndef PBTUI_PRESS_XLSX_ZIP_H
#define PBTUI_PRESS_XLSX_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zip.h>

#include "pbtui/base/err.h"

enum xlsx_limits {
    /* A workbook of three hundred sheets, each with a drawing and a picture,
       has half as many. */
    XLSX_ENTRIES = 4096,
    /* 200,000 rows of 30 columns are 300 MB; what is read twice counts
       twice. */
    XLSX_PART_MIB = 512,
    XLSX_ALL_MIB = 1280,
    /* Sheets of Excel pack to a tenth, of one same word to a hundredth; a bomb
       to a thousandth.  Small ones need not be asked. */
    XLSX_RATIO = 300,
    XLSX_RATIO_FROM_MIB = 16
};

struct archive {
    zip_t *zip;
    zip_int64_t entries;
    uint64_t unpacked; /* so far, of all parts */
};

/* fd stays open. */
bool archive_open(struct archive *a, int fd, struct err *err);
void archive_close(struct archive *a);

/* By its path inside, without / at the front; case and the direction of
   slashes do not matter.  -1: there is none. */
zip_int64_t archive_find(const struct archive *a, const char *path);
/* Is there a part below this folder (or of this name)? */
bool archive_has(const struct archive *a, const char *folder);

struct part {
    struct archive *archive;
    zip_file_t *file;
    const char *path; /* lent */
    uint64_t packed, unpacked;
};

bool part_open(struct part *p, struct archive *a, const char *path,
               struct err *err);
/* -1: refused; 0: its end. */
int part_read(struct part *p, void *into, int n, struct err *err);
void part_close(struct part *p);

/* The file is not what it should be: one sentence for all ways of that, `what`
   for the log. */
bool archive_refuse(struct err *err, const char *what);

#endif
