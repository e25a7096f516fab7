/* The same rows by the library alone, in one process, with one look for all:
   the least that can be asked.

       sheets-floor ROWS OUT.xlsx

   Says how long it took, in milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "pbtui/base/clock.h"

enum { COLUMNS = 12, TEXTS = 9 };

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("sheets-floor ROWS OUT.xlsx\n", stderr);
        return 2;
    }
    const unsigned long rows = strtoul(argv[1], NULL, 10);
    const int64_t from = clock_monotonic_ms();
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *w = workbook_new_opt(argv[2], &options);
    lxw_worksheet *s = workbook_add_worksheet(w, NULL);
    lxw_format *f = workbook_add_format(w);
    format_set_border(f, LXW_BORDER_THIN);
    for (unsigned long i = 0; i < rows; i++) {
        const lxw_row_t row = (lxw_row_t)i;
        for (lxw_col_t c = 0; c < COLUMNS; c++) {
            char text[40];
            snprintf(text, sizeof text, "备注%lu第%d", i, c);
            if (c < TEXTS) {
                worksheet_write_string(s, row, c, text, f);
            } else {
                worksheet_write_number(s, row, c, (int)i, f);
            }
        }
    }
    if (workbook_close(w) != LXW_NO_ERROR) {
        return 1;
    }
    printf("%lld\n", (long long)(clock_monotonic_ms() - from));
    return 0;
}
