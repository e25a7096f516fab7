/* What pbtui writes to pbtui-press for a workbook, and what comes back besides
   the xlsx.

   To the press, on its standard input: lines of UTF-8, each ended by a newline,
   words divided by one blank.  In a text a newline is \n and \ is \\.  Rows
   and columns count from 0, in the order in which they stand in the file.

       pbtui-workbook 1                 version of this format
       title TEXT                       of the document; may be empty
       sheet WAY HEAD DATA FILTER NAME  a sheet: p or l; how many rows are kept
                                        in view, the last of them repeated on
                                        each page (0: none); where choices
   begin; 1: arrows in the head row column WIDTH LOOK KIND           one more,
   in half characters; the look and kind of its empty cells hint TEXT of the
   column before choice TEXT                      one more to choose from in it
       row POINTS                       the next row; 0: as high as usual
       cell COL COLS ROWS KIND LOOK ALIGN TEXT
                                        KIND is t, n, m, d or e; LOOK the sum of
                                        enum workbook_look; ALIGN l, c or r;
                                        TEXT goes to the end of the line
       end                              nothing else

   Numbers are -?[0-9]+(.[0-9]+)? of at most 15 digits, days YYYY-MM-DD from
   1900-03-01.

   Back, on standard error (see wire.h for the other lines):

       press  rows  N                   all of them are on standard output
       press  no    SENTENCE            and one of the statuses below */
#ifndef PBTUI_REPORT_WORKBOOK_WIRE_H
#define PBTUI_REPORT_WORKBOOK_WIRE_H

#define WORKBOOK_WIRE_BEGIN "pbtui-workbook 1"

/* For each enum workbook_kind, and each enum page_align. */
#define WORKBOOK_WIRE_KINDS                                                    \
    {                                                                          \
        "t", "n", "m", "d", "e"                                                \
    }
#define WORKBOOK_WIRE_ALIGNS                                                   \
    {                                                                          \
        "l", "c", "r"                                                          \
    }

enum workbook_wire_limits {
    WORKBOOK_WIRE_LINE = 262144, /* bytes, with its newline */
    WORKBOOK_TEXT_CHARS = 32767, /* in one cell: what Excel takes */
    WORKBOOK_NAME_CHARS = 31,    /* of a sheet */
    WORKBOOK_ROWS = 1048576,     /* of a sheet: what Excel takes */
    WORKBOOK_COLUMNS = 1000,
    WORKBOOK_SHEETS = 900,
    WORKBOOK_WIDTH = 240,  /* of a column, half characters */
    WORKBOOK_POINTS = 409, /* of a row: what Excel takes */
    WORKBOOK_DIGITS = 15,  /* which a spreadsheet keeps of a number */
    WORKBOOK_CHOICES = 10000,
    WORKBOOK_HINT_CHARS = 255,
    WORKBOOK_FIRST_YEAR = 1900 /* its March is the first month without doubt:
                                  Excel believes in 1900-02-29 */
};

/* How the press ends, besides WIRE_DONE, WIRE_BAD_INPUT, WIRE_NO_OUTPUT. */
enum workbook_wire_status {
    WORKBOOK_WIRE_NO_ROOM = 30 /* temporary files did not take all of it */
};

#endif
