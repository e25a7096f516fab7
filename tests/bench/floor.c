/* The floor: the least a program can do that shows the first screen
   (floor_home.c) and, after 4, the roster.

       floor [--naive] LEDGER

   The ledger is opened for reading; a page is one keyset query over the same
   join, with the same computed columns, as the list of members in the program;
   rows are built as cells, and only those that changed are built.  Keys:
   Down Up PageDown PageUp Home End, q.  Keys that wait are all taken before
   anything is painted.  No filter, no dialog, no width table, no checks: what
   the program costs above this is what it gives above this.

   --naive does it badly (counts all rows, repaints everything for each key,
   wakes up when idle), so that the bench can show that it would notice. */
#include "floor.h"

#include <curses.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "../../src/ledger/people_fields.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"

enum { ROWS_MAX = 128, COLS_MAX = 400, HEAD = 3, FOOT = 2 };

static const struct column {
    const char *title;
    int cols;
    const char *codes; /* NULL: text as it is */
} columns[] = {
    {"顺序", 4, NULL},
    {"姓名", 9, NULL},
    {"性别", 4, "codes/sex.tsv"},
    {"民族", 6, "codes/nation.tsv"},
    {"出生日期", 10, NULL},
    {"年龄", 4, NULL},
    {"学历", 8, "codes/education.tsv"},
    {"人员类别", 8, NULL},
    {"所在小组", 8, NULL},
    {"党内职务", 8, "codes/post.tsv"},
    {"入党日期", 10, NULL},
    {"党龄", 4, NULL},
    {"去向", 8, "codes/away_kind.tsv"},
    {"单位职务", 12, NULL},
};
enum { N_COLUMNS = ARRAY_LEN(columns), AGE = 5, STANDING = 11 };

/* Columns 2 … are those above, in their order. */
#define ROWS_SQL                                                               \
    "select t.id, t.ord, t.ord, t.name, t.sex, t.nation, t.birth_on,"          \
    " t.birth_on, t.education, (" CATEGORY_SQL "), (" GROUP_SQL                \
    "), (" POSTS_SQL "), t.join_on, t.full_on, (" AWAY_SQL "), t.unit"
#define FROM_SQL                                                               \
    " from person t cross join member m on m.person_id = t.id"                 \
    " and m.branch_id = :branch and " ON_DAY("m") " where t.voided_on is null"
#define BEHIND_SQL                                                             \
    ROWS_SQL FROM_SQL " and (t.ord, t.id) > (:ord, :id)"                       \
                      " order by t.ord, t.id limit :limit"
#define BEFORE_SQL                                                             \
    ROWS_SQL FROM_SQL " and (t.ord, t.id) < (:ord, :id)"                       \
                      " order by t.ord desc, t.id desc limit :limit"

struct row {
    int64_t id;
    int64_t ord;
    char *cells[N_COLUMNS];
};

struct line {
    cchar_t cells[COLS_MAX];
    int n;
};

struct floor {
    sqlite3 *db;
    sqlite3_stmt *behind;
    sqlite3_stmt *before;
    const char *day;
    bool naive;
    struct row rows[ROWS_MAX];
    int n;
    int at;
    bool dirty[ROWS_MAX]; /* rows of the list that are not as shown */
};

void give_up(const char *what)
{
    if (stdscr != NULL) {
        endwin();
    }
    fprintf(stderr, "floor: %s\n", what);
    exit(1);
}

/* ---- the ledger ------------------------------------------------------- */

sqlite3_stmt *floor_prepare(sqlite3 *db, const char *sql, const char *day)
{
    sqlite3_stmt *st;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK) {
        give_up(sqlite3_errmsg(db));
    }
    int at = sqlite3_bind_parameter_index(st, ":day");
    sqlite3_bind_text(st, at, day, -1, SQLITE_STATIC);
    sqlite3_bind_int(st, sqlite3_bind_parameter_index(st, ":branch"), 1);
    return st;
}

static sqlite3_stmt *prepare(struct floor *f, const char *sql)
{
    return floor_prepare(f->db, sql, f->day);
}

static void open_ledger(struct floor *f, const char *path)
{
    if (sqlite3_open_v2(path, &f->db, SQLITE_OPEN_READONLY, NULL) !=
        SQLITE_OK) {
        give_up(path);
    }
}

/* Full years from one date to another, both YYYY-MM-DD. */
static int years(const char *from, const char *to)
{
    int n = (int)(strtol(to, NULL, 10) - strtol(from, NULL, 10));
    return strcmp(to + 4, from + 4) < 0 ? n - 1 : n;
}

/* Names of codes that stand apart by commas. */
static void name_codes(char *out, size_t size, const char *table,
                       const char *codes)
{
    const char *text = embed_find(table)->text;
    size_t used = 0;
    while (*codes != '\0') {
        char line[16];
        int n = (int)strcspn(codes, ",");
        snprintf(line, sizeof line, "\n%.*s\t", n, codes);
        const char *found = strstr(text, line);
        if (found != NULL) {
            found += strlen(line);
            used += (size_t)snprintf(out + used, size - used, "%s%.*s",
                                     used > 0 ? "、" : "",
                                     (int)strcspn(found, "\t\n"), found);
        }
        codes += n + (codes[n] == ',');
    }
}

static char *read_cell(const struct floor *f, sqlite3_stmt *st, int i)
{
    char text[256] = "";
    const char *raw = (const char *)sqlite3_column_text(st, i + 2);
    if (raw == NULL) {
        return mem_str("");
    }
    if (i == AGE || i == STANDING) {
        snprintf(text, sizeof text, "%d", years(raw, f->day));
    } else if (columns[i].codes != NULL) {
        name_codes(text, sizeof text, columns[i].codes, raw);
    } else {
        return mem_str(raw);
    }
    return mem_str(text);
}

static void row_clear(struct row *r)
{
    for (int i = 0; i < N_COLUMNS; i++) {
        mem_free(r->cells[i]);
        r->cells[i] = NULL;
    }
}

/* Up to `want` rows behind (or before) the key, in the order they come. */
static int read_rows(struct floor *f, sqlite3_stmt *st, int64_t ord, int64_t id,
                     struct row *out, int want)
{
    sqlite3_bind_int64(st, sqlite3_bind_parameter_index(st, ":ord"), ord);
    sqlite3_bind_int64(st, sqlite3_bind_parameter_index(st, ":id"), id);
    sqlite3_bind_int(st, sqlite3_bind_parameter_index(st, ":limit"), want);
    int n = 0;
    while (n < want && sqlite3_step(st) == SQLITE_ROW) {
        struct row *r = &out[n++];
        r->id = sqlite3_column_int64(st, 0);
        r->ord = sqlite3_column_int64(st, 1);
        for (int i = 0; i < N_COLUMNS; i++) {
            r->cells[i] = read_cell(f, st, i);
        }
    }
    sqlite3_reset(st);
    return n;
}

/* ---- moving ----------------------------------------------------------- */

static int height(void)
{
    int h = LINES - HEAD - FOOT;
    return h < 1 ? 1 : h > ROWS_MAX ? ROWS_MAX : h;
}

static void touch_all(struct floor *f)
{
    for (int i = 0; i < ROWS_MAX; i++) {
        f->dirty[i] = true;
    }
}

static void go_to(struct floor *f, int at)
{
    f->dirty[f->at] = true;
    f->at = at;
    f->dirty[at] = true;
}

static void load(struct floor *f, int64_t ord, int64_t id, bool backward)
{
    struct row page[ROWS_MAX];
    if (f->before == NULL && backward) {
        f->before = prepare(f, BEFORE_SQL);
    }
    int n =
        read_rows(f, backward ? f->before : f->behind, ord, id, page, height());
    if (n == 0) {
        return;
    }
    for (int i = 0; i < f->n; i++) {
        row_clear(&f->rows[i]);
    }
    for (int i = 0; i < n; i++) {
        f->rows[backward ? n - 1 - i : i] = page[i];
    }
    f->n = n;
    f->at = f->at < n ? f->at : n - 1;
    touch_all(f);
}

static void down(struct floor *f)
{
    struct row next;
    if (f->at < f->n - 1) {
        go_to(f, f->at + 1);
        return;
    }
    const struct row *last = &f->rows[f->n - 1];
    if (read_rows(f, f->behind, last->ord, last->id, &next, 1) == 1) {
        row_clear(&f->rows[0]);
        memmove(f->rows, f->rows + 1, (size_t)(f->n - 1) * sizeof f->rows[0]);
        f->rows[f->n - 1] = next;
        touch_all(f);
    }
}

static void up(struct floor *f)
{
    struct row next;
    if (f->at > 0) {
        go_to(f, f->at - 1);
        return;
    }
    if (f->before == NULL) {
        f->before = prepare(f, BEFORE_SQL);
    }
    if (read_rows(f, f->before, f->rows[0].ord, f->rows[0].id, &next, 1) == 1) {
        row_clear(&f->rows[f->n - 1]);
        memmove(f->rows + 1, f->rows, (size_t)(f->n - 1) * sizeof f->rows[0]);
        f->rows[0] = next;
        touch_all(f);
    }
}

/* ---- painting --------------------------------------------------------- */

static void put(struct line *row, wchar_t ch, attr_t attr)
{
    wchar_t text[2] = {ch, L'\0'};
    setcchar(&row->cells[row->n++], text, attr, 0, NULL);
}

/* The text in exactly `cols` columns and one blank. */
static void put_cell(struct line *row, const char *s, int cols, attr_t attr)
{
    mbstate_t state = {0};
    while (*s != '\0') {
        wchar_t ch;
        size_t n = mbrtowc(&ch, s, strlen(s), &state);
        int w = n > 8 ? -1 : wcwidth(ch);
        if (w < 0 || w > cols) {
            break;
        }
        put(row, ch, attr);
        cols -= w;
        s += n;
    }
    for (; cols >= 0; cols--) {
        put(row, L' ', attr);
    }
}

static void show_text(int y, const char *text)
{
    struct line line = {.n = 0};
    put_cell(&line, text, COLS - 1, A_NORMAL);
    mvadd_wchnstr(y, 0, line.cells, line.n);
}

static void show_head(void)
{
    struct line line = {.n = 0};
    for (int i = 0; i < N_COLUMNS; i++) {
        put_cell(&line, columns[i].title, columns[i].cols, A_BOLD);
    }
    mvadd_wchnstr(HEAD - 1, 0, line.cells, line.n);
}

static void show_row(const struct floor *f, int at)
{
    struct line line = {.n = 0};
    attr_t attr = at == f->at ? A_REVERSE : A_NORMAL;
    for (int i = 0; at < f->n && i < N_COLUMNS; i++) {
        put_cell(&line, f->rows[at].cells[i], columns[i].cols, attr);
    }
    if (at >= f->n) {
        put_cell(&line, "", COLS - 1, A_NORMAL);
    }
    mvadd_wchnstr(HEAD + at, 0, line.cells, line.n);
}

static void paint_frame(void)
{
    show_text(0, " 名册 › 在册党员");
    show_head();
    show_text(LINES - 1, " ↑↓ 移动  PgUp PgDn 翻页  Home End  q 退出");
}

static void paint(struct floor *f)
{
    if (f->behind == NULL) { /* still the first screen */
        refresh();
        return;
    }
    if (f->naive) {
        clear();
        paint_frame();
        touch_all(f);
    }
    for (int at = 0; at < height(); at++) {
        if (f->dirty[at]) {
            show_row(f, at);
            f->dirty[at] = false;
        }
    }
    move(HEAD + f->at, 0);
    refresh();
}

/* ---- keys ------------------------------------------------------------- */

static void open_roster(struct floor *f)
{
    if (f->naive) {
        sqlite3_stmt *count = prepare(f, "select count(*)" FROM_SQL);
        sqlite3_step(count);
        sqlite3_finalize(count);
    }
    f->behind = prepare(f, BEHIND_SQL);
    load(f, INT64_MIN, 0, false);
    erase();
    paint_frame();
}

/* False: leave. */
static bool press(struct floor *f, int key)
{
    if (key == 'q') {
        return false;
    }
    if (key == '4' && f->behind == NULL) {
        open_roster(f);
    }
    if (f->n == 0) {
        return true;
    }
    const struct row *first = &f->rows[0];
    const struct row *last = &f->rows[f->n - 1];
    if (key == KEY_DOWN) {
        down(f);
    } else if (key == KEY_UP) {
        up(f);
    } else if (key == KEY_NPAGE) {
        load(f, last->ord, last->id, false);
    } else if (key == KEY_PPAGE) {
        load(f, first->ord, first->id, true);
    } else if (key == KEY_HOME) {
        load(f, INT64_MIN, 0, false);
        go_to(f, 0);
    } else if (key == KEY_END) {
        load(f, INT64_MAX, 0, true);
        go_to(f, f->n - 1);
    }
    return true;
}

int main(int argc, char **argv)
{
    static struct floor f;
    f.naive = argc == 3 && strcmp(argv[1], "--naive") == 0;
    if (argc != (f.naive ? 3 : 2)) {
        fputs("usage: floor [--naive] LEDGER\n", stderr);
        return 2;
    }
    const char *today = getenv("PBTUI_TODAY");
    f.day = today != NULL ? today : "2026-11-20";
    setlocale(LC_CTYPE, "");
    open_ledger(&f, argv[argc - 1]);
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    if (COLS >= COLS_MAX || LINES >= ROWS_MAX) {
        give_up("this terminal is too large");
    }
    floor_home(f.db, f.day, f.naive);
    refresh();
    timeout(f.naive ? 200 : -1);
    for (bool go_on = true; go_on;) {
        int key = getch();
        if (key == ERR) {
            continue;
        }
        timeout(0);
        for (; go_on && key != ERR; key = getch()) {
            go_on = press(&f, key);
            if (f.naive) {
                paint(&f);
            }
        }
        paint(&f);
        timeout(f.naive ? 200 : -1);
    }
    endwin();
    return 0;
}
