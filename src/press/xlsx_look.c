/* A sheet looked at before its rows are read: whether there is anything in it,
   and which cells of its head are one. */
#include "xlsx_sheet.h"

#include <string.h>

#include "xlsx_xml.h"

enum { ROWS_OF_EXCEL = 1048576, COLS_OF_EXCEL = 16384 };

bool sheet_place(const char *s, size_t *col, size_t *row)
{
    size_t letters = 0;
    *col = 0;
    for (; (*s | 0x20) >= 'a' && (*s | 0x20) <= 'z' && letters < 4; s++) {
        *col = 26 * *col + (size_t)((*s | 0x20) - 'a' + 1);
        letters++;
    }
    if (letters == 0 || *col > COLS_OF_EXCEL) {
        return false;
    }
    --*col;
    *row = 0;
    return *s == '\0' || (xml_number(s, ROWS_OF_EXCEL, row) && *row > 0);
}

/* ---- is there anything -----------------------------------------------------
 */

struct looking {
    struct xml_events events;
    bool in_data, in_value, has;
};

static void look_start(void *to, const char *name,
                       const char *const *attributes, int depth)
{
    struct looking *l = to;
    (void)attributes;
    if (depth == 2) {
        /* What follows the rows is long sometimes. */
        l->events.stop = l->in_data;
        l->in_data = strcmp(name, "sheetData") == 0;
    }
    l->in_value = l->in_data && depth >= DEPTH_VALUE &&
                  (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
}

static void look_end(void *to, const char *name, int depth)
{
    struct looking *l = to;
    (void)name;
    (void)depth;
    l->in_value = false;
}

static void look_text(void *to, const char *s, int n)
{
    struct looking *l = to;
    for (int i = 0; l->in_value && i < n; i++) {
        l->has = l->has ||
                 (s[i] != ' ' && s[i] != '\n' && s[i] != '\r' && s[i] != '\t');
    }
    l->events.stop = l->has;
}

bool sheet_has_cells(bool *has, struct archive *a, const char *part,
                     struct err *err)
{
    struct looking l = {
        .events = {look_start, look_end, look_text, NULL, false}};
    l.events.to = &l;
    const bool ok = xml_read(a, part, &l.events, err);
    *has = l.has;
    return ok;
}

/* ---- merged cells ----------------------------------------------------------
 */

struct merging {
    struct xml_events events;
    struct cells_out *out;
    size_t n;
    bool in_merges;
};

/* B2:D4 → rows 2 to 4, columns 1 to 3. */
static bool read_area(const char *s, size_t edges[4])
{
    char first[16];
    const char *colon = s != NULL ? strchr(s, ':') : NULL;
    if (colon == NULL || colon - s >= (long)sizeof first) {
        return false;
    }
    memcpy(first, s, (size_t)(colon - s));
    first[colon - s] = '\0';
    return sheet_place(first, &edges[2], &edges[0]) &&
           sheet_place(colon + 1, &edges[3], &edges[1]) && edges[0] > 0 &&
           edges[1] >= edges[0] && edges[3] >= edges[2];
}

static void merge_start(void *to, const char *name,
                        const char *const *attributes, int depth)
{
    struct merging *m = to;
    size_t edges[4];
    if (depth == 2) {
        m->in_merges = strcmp(name, "mergeCells") == 0;
    } else if (depth == 3 && m->in_merges && strcmp(name, "mergeCell") == 0 &&
               read_area(xml_attribute(attributes, "ref"), edges) &&
               edges[0] <= CELLS_MERGE_ROWS && edges[2] < CELLS_COLS &&
               m->n < CELLS_MERGES) {
        /* A title may reach further than anybody reads. */
        edges[3] = edges[3] < CELLS_COLS ? edges[3] : CELLS_COLS - 1;
        out_merge(m->out, edges);
        m->n++;
    }
}

bool sheet_put_merges(struct cells_out *out, struct archive *a,
                      const char *part, struct err *err)
{
    struct merging m = {.events = {.start = merge_start}, .out = out};
    m.events.to = &m;
    return xml_read(a, part, &m.events, err);
}
