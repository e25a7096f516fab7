/* The terminal through curses.

   Opening goes from what can be asked without touching the screen (locale, is
   it a terminal, TERM) to what changes it.  Showing compares each row with the
   last frame and hands on whole rows only, so that no half of a wide character
   is ever left standing in curses' own picture.

   lint: long because what needs curses' screen stands here only. */
#include "pbtui/tui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/width.h"
#include "term_private.h"
#include "tty.h"

#define ESC_DELAY_MS 50
/* curses crashes when memory ends inside newterm; so ask before. */
#define CURSES_NEEDS (4u << 20)

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

struct drawn_look {
    attr_t attrs;
    short pair;
};

static struct state {
    SCREEN *screen;
    bool open, gone, ascii, mouse;
    bool all;   /* the next frame is painted whole */
    bool left;  /* the screen is not ours just now */
    bool caret; /* shown */
    int rows, cols;
    struct cell *last; /* the last frame */
    int caret_row, caret_col;
    cchar_t *row; /* one row being built */
    struct drawn_look looks[ROLE_COUNT];
} t;

/* ---- may it be opened? ---- */

static bool is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool term_locale(void)
{
    /* A GB18030 locale that works means a GB18030 terminal: another locale
       would only turn refusal into garbage. */
    bool known = setlocale(LC_CTYPE, "") != NULL;
    if (known && is_utf8()) {
        return true;
    }
    if (known && MB_CUR_MAX > 1) {
        return false;
    }
    return (setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8()) ||
           (setlocale(LC_CTYPE, "zh_CN.UTF-8") != NULL && is_utf8());
}

/* The console of the kernel and true terminals of the VT line have no Chinese
   characters; their owner cannot read a Chinese sentence either. */
static bool lacks_chinese(const char *name)
{
    bool vt = strncmp(name, "vt", 2) == 0 && name[2] >= '0' && name[2] <= '9';
    return vt || strncmp(name, "linux", 5) == 0;
}

/* Asked before anything is written to it. */
static bool can_move_cursor(const char *name)
{
    int rc;
    if (setupterm(name, STDOUT_FILENO, &rc) != OK) {
        return false;
    }
    bool can = cursor_address != NULL;
    del_curterm(cur_term);
    return can;
}

static bool check_environment(struct err *err)
{
    if (!term_locale()) {
        return err_set(err, ERR_USAGE, "E-TERM-001",
                       "pbtui needs a UTF-8 locale, e.g. LANG=C.UTF-8");
    }
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) {
        return err_set(err, ERR_IO, "E-TERM-002",
                       "界面要在终端里打开，现在的输入或输出不是终端；"
                       "在管道里请用 pbtui 的子命令，例如 pbtui list。");
    }
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0') {
        return err_set(err, ERR_USAGE, "E-TERM-003",
                       "环境变量 TERM 没有设置，不知道这是什么终端；"
                       "请设为 TERM=xterm-256color 再打开。");
    }
    if (lacks_chinese(name)) {
        return err_set(
            err, ERR_USAGE, "E-TERM-004",
            "This console (TERM=%s) cannot show Chinese: use a graphical "
            "terminal, fbterm, kmscon or ssh. "
            "这个控制台显示不了汉字，请换图形终端、fbterm、kmscon 或 ssh；"
            "pbtui list、pbtui show 等命令在这里照常能用。",
            name);
    }
    if (!can_move_cursor(name)) {
        return err_set(err, ERR_USAGE, "E-TERM-005",
                       "不认识终端 TERM=%s，或它不能移动光标；"
                       "请设为 TERM=xterm-256color 再打开。",
                       name);
    }
    return true;
}

/* ---- opening ---- */

static void set_width(const struct term_options *opt, struct strbuf *early)
{
    int cols = opt->ambiguous == TERM_WIDE     ? 2
               : opt->ambiguous == TERM_NARROW ? 1
                                               : tty_probe_ambiguous(early);
    width_set_ambiguous(cols == 2 ? WIDTH_WIDE : WIDTH_NARROW);
    /* Lines of frames are ambiguous, too. */
    t.ascii = opt->borders == TERM_BORDERS_ASCII || cols == 2;
}

static void set_looks(enum theme_name theme)
{
    const char *no_color = getenv("NO_COLOR");
    bool colours = theme != THEME_MONO && has_colors() &&
                   (no_color == NULL || no_color[0] == '\0');
    if (colours) {
        start_color();
        use_default_colors();
    } else {
        theme = THEME_MONO;
    }
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct look look = theme_look(theme, (enum role)role);
        struct drawn_look *d = &t.looks[role];
        d->attrs = A_NORMAL;
        d->attrs |= (look.attrs & LOOK_BOLD) != 0 ? A_BOLD : 0;
        d->attrs |= (look.attrs & LOOK_REVERSE) != 0 ? A_REVERSE : 0;
        d->attrs |= (look.attrs & LOOK_UNDERLINE) != 0 ? A_UNDERLINE : 0;
        d->attrs |= (look.attrs & LOOK_DIM) != 0 ? A_DIM : 0;
        d->pair = 0;
        if (colours && (look.fg >= 0 || look.bg >= 0)) {
            d->pair = (short)(role + 1);
            init_pair(d->pair, look.fg, look.bg);
        }
    }
}

/* Adds a capability without its padding, $<100/>. */
static void add_capability(struct strbuf *out, const char *name)
{
    const char *s = tigetstr(name);
    if (s == NULL || s == (const char *)-1) {
        return;
    }
    while (*s != '\0') {
        const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
        if (end != NULL) {
            s = end + 1;
        } else {
            sb_addc(out, *s++);
        }
    }
}

static void prepare_farewell(void)
{
    struct strbuf bytes;
    sb_init(&bytes);
    sb_add(&bytes, PASTE_OFF);
    if (t.mouse) {
        sb_add(&bytes, MOUSE_OFF);
    }
    add_capability(&bytes, "sgr0");
    add_capability(&bytes, "rmkx");
    add_capability(&bytes, "cnorm");
    add_capability(&bytes, "rmcup");
    tty_set_farewell(bytes.s, bytes.len);
    sb_clear(&bytes);
}

static int esc_delay(const struct term_options *opt)
{
    const char *given = getenv("ESCDELAY");
    long ms = given == NULL ? 0 : strtol(given, NULL, 10);
    if (ms > 0 && ms <= 1000) {
        return (int)ms;
    }
    return opt->esc_delay_ms > 0 ? opt->esc_delay_ms : ESC_DELAY_MS;
}

static void enter_modes(void)
{
    tty_write(PASTE_ON);
    if (t.mouse) {
        tty_write(MOUSE_ON);
    }
}

/* NULL: curses cannot work here. */
static SCREEN *start_curses(void)
{
    /* With these set, curses would never notice a resize. */
    unsetenv("LINES");
    unsetenv("COLUMNS");
    mem_free(mem_new(CURSES_NEEDS));
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen != NULL) {
        raw(); /* Ctrl+S, Ctrl+C, Ctrl+Z are keys */
        noecho();
        nonl();
        typeahead(-1); /* a frame that is begun is finished */
        keypad(stdscr, TRUE);
    }
    return screen;
}

static void take_size(void)
{
    getmaxyx(stdscr, t.rows, t.cols);
    size_t n = (size_t)t.rows * (size_t)t.cols;
    t.last = mem_grow(t.last, n, sizeof *t.last);
    t.row = mem_grow(t.row, (size_t)t.cols + 1, sizeof *t.row);
    t.all = true;
}

bool term_open(const struct term_options *opt, struct err *err)
{
    if (t.open) {
        return true;
    }
    if (!check_environment(err)) {
        return false;
    }
    struct strbuf early;
    sb_init(&early);
    memset(&t, 0, sizeof t);
    t.mouse = opt->mouse;
    tty_keep_modes();
    set_width(opt, &early);
    /* Before newterm, which leaves alone what is caught already. */
    tty_catch_signals();
    t.screen = start_curses();
    if (t.screen == NULL) {
        tty_release_signals();
        sb_clear(&early);
        return err_set(err, ERR_IO, "E-TERM-006",
                       "终端打不开：curses 不能在 TERM=%s 上启动；"
                       "请换一个终端窗口再试。",
                       getenv("TERM"));
    }
    t.open = true;
    set_looks(opt->theme);
    prepare_farewell();
    die_set_hook(tty_restore);
    tty_stderr_away();
    take_size();
    t.caret = true;
    enter_modes();
    input_open(esc_delay(opt), &early);
    sb_clear(&early);
    return true;
}

/* ---- leaving ---- */

/* Gives the screen back to whoever runs next; term_show takes it again. */
static void leave_screen(void)
{
    if (t.left) {
        return;
    }
    t.left = true;
    if (!t.gone) {
        if (t.mouse) {
            tty_write(MOUSE_OFF);
        }
        tty_write(PASTE_OFF);
    }
    curs_set(1);
    t.caret = true;
    endwin();
}

void term_close(void)
{
    if (!t.open) {
        return;
    }
    leave_screen();
    tty_set_farewell("", 0); /* endwin has said it */
    tty_restore();
    die_set_hook(NULL);
    delscreen(t.screen);
    tty_stderr_back();
    tty_release_signals();
    input_close();
    mem_free(t.last);
    mem_free(t.row);
    memset(&t, 0, sizeof t);
}

bool term_is_open(void)
{
    return t.open;
}

void term_suspend(void)
{
    if (!t.open) {
        return;
    }
    leave_screen();
    tty_stop();
}

void term_resumed(void)
{
    /* Stopped from outside we had no chance to leave. */
    leave_screen();
}

void term_gone(void)
{
    t.gone = true;
    tty_set_farewell("", 0);
}

/* ---- size ---- */

void term_resized(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
        size.ws_col > 0) {
        resizeterm(size.ws_row, size.ws_col);
        take_size();
    }
}

void term_size(int *rows, int *cols)
{
    *rows = t.open ? t.rows : 24;
    *cols = t.open ? t.cols : 80;
}

bool term_ascii(void)
{
    return t.ascii;
}

bool term_underlines(void)
{
    return !term_is_open() || (termattrs() & A_UNDERLINE) != 0;
}

/* ---- showing ---- */

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->cp == b->cp && a->role == b->role && a->cols == b->cols &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

static bool same_row(const struct cell *a, const struct cell *b, int cols)
{
    for (int i = 0; i < cols; i++) {
        if (!same_cell(&a[i], &b[i])) {
            return false;
        }
    }
    return true;
}

static void build_char(cchar_t *out, const struct cell *cell)
{
    wchar_t text[CELL_MARKS + 2];
    size_t n = 0;
    text[n++] = (wchar_t)cell->cp;
    for (int i = 0; i < CELL_MARKS && cell->marks[i] != 0; i++) {
        text[n++] = (wchar_t)cell->marks[i];
    }
    text[n] = L'\0';
    const struct drawn_look *d = &t.looks[cell->role];
    if (setcchar(out, text, d->attrs, d->pair, NULL) == ERR) {
        (void)setcchar(out, L"?", d->attrs, d->pair, NULL);
    }
}

static void hand_over_row(const struct cell *cells, int row, int cols)
{
    int n = 0;
    for (int col = 0; col < cols; col++) {
        if (cells[col].cols > 0) {
            build_char(&t.row[n++], &cells[col]);
        }
    }
    mvadd_wchnstr(row, 0, t.row, n);
}

/* The input method's window follows the real cursor, hidden or not. */
static void park_caret(const struct canvas *c, bool wanted)
{
    if (!wanted && t.caret) {
        curs_set(0);
        t.caret = false;
    }
    wmove(stdscr, wanted ? c->caret_row : 0, wanted ? c->caret_col : 0);
    wnoutrefresh(stdscr);
    doupdate();
    if (wanted && !t.caret) {
        curs_set(1);
        t.caret = true;
    }
}

static void take_screen(void)
{
    if (t.left) {
        t.left = false;
        t.all = true;
        enter_modes();
    }
    if (t.all) {
        clearok(curscr, TRUE);
    }
}

void term_show(const struct canvas *c)
{
    /* A frame drawn for another size is waited for again. */
    if (!t.open || t.gone || c->rows != t.rows || c->cols != t.cols) {
        return;
    }
    take_screen();
    bool changed = t.all;
    size_t cols = (size_t)t.cols;
    for (int row = 0; row < t.rows; row++) {
        const struct cell *now = c->cells + (size_t)row * cols;
        struct cell *before = t.last + (size_t)row * cols;
        if (!t.all && same_row(now, before, t.cols)) {
            continue;
        }
        if (!changed && t.caret) {
            curs_set(0); /* not seen running over the screen */
            t.caret = false;
        }
        changed = true;
        hand_over_row(now, row, t.cols);
        memcpy(before, now, cols * sizeof *before);
    }
    bool wanted = c->caret_row >= 0;
    bool moved = c->caret_row != t.caret_row || c->caret_col != t.caret_col;
    if (changed || moved || wanted != t.caret) {
        park_caret(c, wanted);
    }
    t.caret_row = c->caret_row;
    t.caret_col = c->caret_col;
    t.all = false;
}

void term_redraw(void)
{
    t.all = true;
}

void term_bell(void)
{
    if (t.open && !t.gone) {
        beep();
    }
}
