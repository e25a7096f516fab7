/* What pbtui writes to pbtui-press, and what comes back besides the PDF.

   To the press, on its standard input: lines of UTF-8, each ended by a newline,
   words divided by one blank, whole numbers only.  Lengths are 1/100 pt from
   the upper left corner of the paper; a cell, half a character of the grid, is
   1/1000 pt.

       pbtui-press 1                    version of this format
       title TEXT                       of the document; may be empty
       font FACE FAMILY                 a font that is wanted first
       pages N                          ends the head
       page WIDTH HEIGHT
       style FACE SIZE CELL             of the texts from here on, on this page
       text X BASELINE WIDTH ALIGN TEXT ALIGN is l, c or r; TEXT goes to the end
                                        of the line
       rule KIND X Y LENGTH h|v         KIND is thin, thick or dashed
       end                              after the last of N pages; nothing else

   Back, on standard error, one line each, the parts divided by tabs; lines that
   begin otherwise are talk of libraries:

       press  font   FACE  FAMILY       what is used, for each face that is
       press  note   SENTENCE           Chinese
       press  pages  N                  all of them are on standard output
       press  no     SENTENCE           and one of the statuses below */
#ifndef PBTUI_REPORT_WIRE_H
#define PBTUI_REPORT_WIRE_H

#define WIRE_BEGIN "pbtui-press 1"

/* One for each enum page_face. */
#define WIRE_FACES                                                             \
    {                                                                          \
        "body", "song", "head", "kai", "title"                                 \
    }

enum wire_limits {
    WIRE_LINE_BYTES = 16384, /* with its newline */
    WIRE_PAGES = 20000,
    WIRE_LENGTH = 1000000, /* ten thousand points, either way */
    WIRE_SECONDS = 60,     /* and a second more for so many pages: */
    WIRE_PAGES_A_SECOND = 50
};

/* How the press ends. */
enum wire_status {
    WIRE_DONE = 0,
    WIRE_BAD_INPUT = 10, /* the lines above are not kept to */
    WIRE_NO_FONT = 11,   /* none with Chinese */
    WIRE_NO_GLYPH = 12,  /* a character that is in no font */
    WIRE_BAD_FONT = 13,  /* a font file that cannot be put into a PDF */
    WIRE_NO_OUTPUT = 14  /* standard output does not take it */
};

#endif
