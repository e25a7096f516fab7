/* What pbtui-press writes about a table that it reads: `pbtui-press cells SHEET
   ENCODING`, the file open as its standard input, "" for a word that was not
   said.

   On standard output, lines of UTF-8 in this order, each ended by a newline;
   in a TEXT the characters \ tab newline and carriage return stand as \\ \t \n
   and \r:

       pbtui-press cells 1           version of this format
       file csv|xlsx
       encoding NAME                 of a csv: UTF-8 GB18030 UTF-16LE UTF-16BE
       separator TEXT                of a csv, one character
       sheet TEXT                    of an xlsx
       merge ROW LAST COL LAST       rows from 1, columns from 0; all that begin
                                     in the first CELLS_MERGE_ROWS rows
       rows                          ends the head
       r NUMBER [h] {tab CELL}       h: hidden; numbers grow; what is not said
                                     of a row is empty, and so is a CELL of no
                                     letter
       end N                         rows there were; nothing follows

   A CELL is a letter of CELLS_LETTERS and a TEXT; a small letter says that it
   was worked out by a formula.

   At any place between the lines

       note TEXT                     Chinese, for whoever reads the table
       no KIND CODE TEXT             it ends here: an enum err_kind, E-CELLS-…,
                                     a Chinese sentence

   The press is believed in nothing of it, the lines are checked. */
#ifndef PBTUI_REPORT_CELLS_WIRE_H
#define PBTUI_REPORT_CELLS_WIRE_H

#define CELLS_BEGIN "pbtui-press cells 1"

/* Empty, text, number, day, time (hour), flag, fault: one for each enum
   import_kind; as they stand here, and small ones of a formula. */
#define CELLS_LETTERS "ETNDHBX"

enum cells_limits {
    /* A roster of a hundred thousand with thirty columns has half of it. */
    CELLS_FILE_BYTES = 128 << 20,
    CELLS_ROWS = 200000,      /* with something in them */
    CELLS_ROW_LAST = 1 << 30, /* numbers of rows: a csv has lines */
    CELLS_COLS = 256,         /* our widest register has less than a hundred */
    /* Excel's own 32,767 characters, of four bytes. */
    CELLS_TEXT_BYTES = 4 * 32767,
    CELLS_ROW_BYTES = 1 << 20, /* of a line above */
    CELLS_MERGES = 4096,
    CELLS_MERGE_ROWS = 60, /* heads stand further up */
    CELLS_NOTES = 16,
    /* Of the processor, a hundred times what a file of that size takes; and on
       the wall, with the saving of all rows. */
    CELLS_SECONDS_BUSY = 60,
    CELLS_SECONDS = 300
};

/* Of all lines together: one text of an xlsx can stand in any number of
   cells. */
#define CELLS_WIRE_BYTES (UINT64_C(512) << 20)

#endif
