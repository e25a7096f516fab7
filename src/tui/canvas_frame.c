/* Lines and boxes on a canvas.

   A line that meets another one grows a joint: each frame character is the set
   of its arms, and drawing adds arms to what is there.  In ASCII the sets are
   only three signs, so a + keeps all four arms. */
#include "pbtui/tui/canvas.h"

#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

enum { ARM_UP = 1, ARM_DOWN = 2, ARM_LEFT = 4, ARM_RIGHT = 8 };
enum { ARMS_ACROSS = ARM_LEFT | ARM_RIGHT, ARMS_UPRIGHT = ARM_UP | ARM_DOWN };

static const uint32_t frame_cps[16] = {
    ' ',    0x2502, 0x2502, 0x2502, 0x2500, 0x2518, 0x2510, 0x2524,
    0x2500, 0x2514, 0x250C, 0x251C, 0x2500, 0x2534, 0x252C, 0x253C,
};

static unsigned arms_at(const struct canvas *c, int row, int col)
{
    if (row < 0 || row >= c->rows || col < 0 || col >= c->cols) {
        return 0;
    }
    const struct cell *cell =
        &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
    if (cell->role != ROLE_BORDER) {
        return 0;
    }
    if (c->ascii) {
        return cell->cp == '-'   ? ARMS_ACROSS
               : cell->cp == '|' ? ARMS_UPRIGHT
               : cell->cp == '+' ? ARMS_ACROSS | ARMS_UPRIGHT
                                 : 0u;
    }
    /* From the back, so that ─ and │ have both their arms. */
    for (unsigned arms = 15; arms > 0; arms--) {
        if (frame_cps[arms] == cell->cp) {
            return arms;
        }
    }
    return 0;
}

static void put_arms(struct canvas *c, int row, int col, unsigned arms)
{
    uint32_t cp = frame_cps[arms];
    if (c->ascii) {
        bool across = (arms & ARMS_ACROSS) != 0;
        bool upright = (arms & ARMS_UPRIGHT) != 0;
        cp = across && upright ? '+' : across ? '-' : '|';
    }
    char bytes[4];
    canvas_putn(c, row, col, ROLE_BORDER, bytes, utf8_put(bytes, cp));
}

/* `inward`: at the end of a line, the only arm it gives to a line that it
   meets there. */
static void join_arms(struct canvas *c, int row, int col, unsigned along,
                      unsigned inward)
{
    unsigned there = arms_at(c, row, col);
    bool meets = (there & ~along) != 0;
    put_arms(c, row, col, there | (meets ? inward : along));
}

void canvas_hline(struct canvas *c, int row, int col, int cols)
{
    for (int i = 0; i < cols; i++) {
        unsigned inward = ARMS_ACROSS;
        if (i == 0) {
            inward = ARM_RIGHT;
        } else if (i == cols - 1) {
            inward = ARM_LEFT;
        }
        join_arms(c, row, col + i, ARMS_ACROSS, inward);
    }
}

void canvas_vline(struct canvas *c, int row, int col, int rows)
{
    for (int i = 0; i < rows; i++) {
        unsigned inward = ARMS_UPRIGHT;
        if (i == 0) {
            inward = ARM_DOWN;
        } else if (i == rows - 1) {
            inward = ARM_UP;
        }
        join_arms(c, row + i, col, ARMS_UPRIGHT, inward);
    }
}

void canvas_box(struct canvas *c, struct rect r, const char *title)
{
    if (r.rows < 2 || r.cols < 2) {
        return;
    }
    int bottom = r.row + r.rows - 1;
    int right = r.col + r.cols - 1;
    for (int col = r.col + 1; col < right; col++) {
        put_arms(c, r.row, col, ARMS_ACROSS);
        put_arms(c, bottom, col, ARMS_ACROSS);
    }
    for (int row = r.row + 1; row < bottom; row++) {
        put_arms(c, row, r.col, ARMS_UPRIGHT);
        put_arms(c, row, right, ARMS_UPRIGHT);
    }
    put_arms(c, r.row, r.col, ARM_DOWN | ARM_RIGHT);
    put_arms(c, r.row, right, ARM_DOWN | ARM_LEFT);
    put_arms(c, bottom, r.col, ARM_UP | ARM_RIGHT);
    put_arms(c, bottom, right, ARM_UP | ARM_LEFT);
    int room = r.cols - 6; /* corner, line, blank on both sides */
    if (title != NULL && title[0] != '\0' && room > 0) {
        struct rect before =
            canvas_clip(c, (struct rect){r.row, r.col + 2, 1, room + 2});
        canvas_put(c, r.row, r.col + 2, ROLE_BORDER, " ");
        int cols = width_cols(title);
        cols = cols < room ? cols : room;
        canvas_put_fit(c, r.row, r.col + 3, cols, ROLE_TITLE, FIT_LEFT, title);
        canvas_put(c, r.row, r.col + 3 + cols, ROLE_BORDER, " ");
        canvas_unclip(c, before);
    }
}
