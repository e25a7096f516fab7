/* What cells look like, each look made once. */
#include "book_parts.h"

#include "pbtui/base/err.h"

#define FONT_BODY "宋体"
#define FONT_HEAD "黑体"

enum { SIZE_BODY = 11, SIZE_TITLE = 18, SIZE_SMALL = 9, SHADE = 0xEDEDED };

static void set_show(lxw_format *f, enum book_show show)
{
    static const char *const decimals[BOOK_DECIMALS + 1] = {"0", "0.0", "0.00",
                                                            "0.000", "0.0000"};
    switch (show) {
    case SHOW_TEXT:
        return;
    case SHOW_TYPED:
        format_set_num_format(f, "@");
        return;
    case SHOW_MONEY:
        format_set_num_format(f, "#,##0.00");
        return;
    case SHOW_DAY:
        format_set_num_format(f, "yyyy-mm-dd");
        return;
    default:
        format_set_num_format(f, decimals[show - SHOW_NUMBER]);
    }
}

static void set_look(lxw_format *f, unsigned look)
{
    format_set_font_name(f, FONT_BODY);
    format_set_font_size(f, SIZE_BODY);
    if ((look & WORKBOOK_TITLE) != 0) {
        format_set_font_name(f, FONT_HEAD);
        format_set_font_size(f, SIZE_TITLE);
    } else if ((look & WORKBOOK_SMALL) != 0) {
        format_set_font_size(f, SIZE_SMALL);
    }
    if ((look & WORKBOOK_FRAME) != 0) {
        format_set_border(f, LXW_BORDER_THIN);
    }
    if ((look & WORKBOOK_BOLD) != 0) {
        format_set_bold(f);
    }
    if ((look & WORKBOOK_WRAP) != 0) {
        format_set_text_wrap(f);
    }
    if ((look & WORKBOOK_SHADE) != 0) {
        format_set_bg_color(f, SHADE);
    }
    format_set_align(f, (look & WORKBOOK_TOP) != 0 ? LXW_ALIGN_VERTICAL_TOP
                                                   : LXW_ALIGN_VERTICAL_CENTER);
}

lxw_format *book_format(struct book_formats *f, enum book_show show,
                        enum page_align align, unsigned look)
{
    static const enum lxw_format_alignments aligns[BOOK_ALIGNS] = {
        [PAGE_LEFT] = LXW_ALIGN_LEFT,
        [PAGE_CENTRE] = LXW_ALIGN_CENTER,
        [PAGE_RIGHT] = LXW_ALIGN_RIGHT};
    lxw_format **made = &f->made[show][align][look];
    if (*made == NULL) {
        *made = workbook_add_format(f->file);
        if (*made == NULL) {
            die("no memory");
        }
        set_show(*made, show);
        set_look(*made, look);
        format_set_align(*made, (uint8_t)aligns[align]);
    }
    return *made;
}

lxw_format *book_column_format(struct book_formats *f, enum workbook_kind kind,
                               unsigned look)
{
    static const enum book_show shows[] = {[WORKBOOK_TEXT] = SHOW_TEXT,
                                           [WORKBOOK_NUMBER] = SHOW_TEXT,
                                           [WORKBOOK_MONEY] = SHOW_MONEY,
                                           [WORKBOOK_DAY] = SHOW_DAY,
                                           [WORKBOOK_EMPTY] = SHOW_TEXT};
    const bool typed = (look & WORKBOOK_AS_TEXT) != 0;
    return book_format(f, typed ? SHOW_TYPED : shows[kind], PAGE_LEFT,
                       look & ~(unsigned)WORKBOOK_FRAME);
}
