/* Looking at laid out pages: what must hold for every document, and questions
   the tests of report/flow ask. */
#ifndef PBTUI_TESTS_REPORT_FLOW_LOOK_H
#define PBTUI_TESTS_REPORT_FLOW_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "pbtui/report/flow.h"

/* Fails when a text leaves its box or its page, when two texts touch, when a
   rule runs through a text, or when a page is empty. */
void look_sound(const struct document *doc);
/* Times a text begins with this, on all pages. */
int look_count(const struct document *doc, const char *start);
/* The page (from 1) on which a text begins with this, 0: on none. */
int look_page(const struct document *doc, const char *start);
/* The text with this beginning; fails when there is none. */
const struct page_text *look_text(const struct document *doc, int page,
                                  const char *start);
/* The last text on a page above the footer, by its middle. */
const struct page_text *look_last(const struct document *doc, int page);
/* Lines of the page above `line` that have a text on them. */
int look_lines_above(const struct document *doc, int page, int line);

/* A sheet of so many columns and lines, as paper. */
struct sheet look_sheet(int cols, int lines);
/* Random text of at most so many characters, with all that is troublesome. */
const char *look_random(struct arena *a, uint64_t *stream, uint64_t chars);

#endif
