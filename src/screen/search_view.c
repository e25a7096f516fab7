/* Finding over everything, as one types.

   A key only changes the line.  The find is begun by the draw, which comes when
   no key is waiting, and goes on in short pieces between the keys: so typing
   never waits, and what was typed meanwhile is not looked for at all.  Hits are
   added at the end; none moves under the cursor. */
#include "pbtui/screen/search_view.h"

#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "search_parts.h"

#define LINE_CHARS 200

/* A piece of work between two keys; the first one is shorter, for the letter
   that was typed is painted behind it. */
#define PIECE_MS       6
#define FIRST_PIECE_MS 3
#define PIECE_ROWS     256

/* ---- finding ---------------------------------------------------------- */

bool search_is_over(const struct search_view *v)
{
    return v->find == NULL || find_is_over(v->find);
}

static void forget_shown(struct search_view *v)
{
    arena_reset(&v->shown_arena);
    v->shown = NULL;
    v->n_shown = 0;
}

static void stop(struct search_view *v)
{
    find_free(v->find);
    v->find = NULL;
    v->view.tick_at = 0;
}

static void add_hits(struct search_view *v, const struct find_hit *hits,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        MEM_PUSH(v->hits, v->n, v->cap);
        if (v->wants && hits[i].what == v->wanted.what &&
            hits[i].id == v->wanted.id) {
            v->cursor = v->n;
            v->wants = false;
        }
        v->hits[v->n++] = hits[i];
    }
}

/* Also done as soon as the window is full: what is found is shown at once. */
static void work(struct search_view *v, int64_t piece_ms)
{
    size_t page = search_page_hits(v);
    bool filling = v->n < page;
    int64_t start = clock_monotonic_ms();
    while (!search_is_over(v)) {
        struct find_hit hits[PIECE_ROWS];
        size_t n;
        if (!find_more(v->find, hits, PIECE_ROWS, &n, PIECE_ROWS, &v->err)) {
            stop(v);
            return;
        }
        add_hits(v, hits, n);
        if ((filling && v->n >= page) ||
            clock_monotonic_ms() - start >= piece_ms) {
            break;
        }
    }
    v->view.tick_at = search_is_over(v) ? 0 : clock_monotonic_ms();
}

static void begin(struct search_view *v)
{
    stop(v);
    forget_shown(v);
    arena_reset(&v->arena);
    err_clear(&v->err);
    v->n = 0;
    v->cursor = 0;
    v->top = 0;
    v->stale = false;
    sb_reset(&v->typed);
    sb_add(&v->typed, v->line.text.s);
    find_parse(&v->query, v->app->book, &v->arena, v->typed.s);
    if (!find_is_empty(&v->query)) {
        v->find = find_new(v->app->book, &v->query);
        work(v, FIRST_PIECE_MS);
    }
}

/* What was typed last counts, even when it has not been drawn. */
static void settle(struct search_view *v)
{
    if (v->stale) {
        begin(v);
    }
    while (v->n == 0 && !search_is_over(v)) {
        work(v, PIECE_MS);
    }
}

/* ---- moving and opening ----------------------------------------------- */

static void move(struct search_view *v, bool down, size_t by)
{
    v->wants = false;
    if (v->n == 0) {
        return;
    }
    if (down) {
        v->cursor = v->n - 1 - v->cursor > by ? v->cursor + by : v->n - 1;
    } else {
        v->cursor = v->cursor > by ? v->cursor - by : 0;
    }
}

static void open_hit(struct search_view *v)
{
    settle(v);
    if (v->n > 0) {
        const struct find_hit hit = v->hits[v->cursor];
        v->view.tick_at = 0; /* coming back looks anew */
        opening_record(v->app, find_ledger(&hit), hit.id);
    }
}

/* The rest is found first: paper has no end that comes later. */
static void print_hits(struct search_view *v)
{
    settle(v);
    while (!search_is_over(v)) {
        work(v, PIECE_MS);
    }
    if (v->n > 0) {
        search_print(v);
    } else {
        ui_note(&v->app->ui, ROLE_WARN, "没有找到什么，没有可打印的内容。");
    }
}

/* ---- the view --------------------------------------------------------- */

static struct search_view *of(struct view *v)
{
    return (struct search_view *)v;
}

static uint64_t contexts(const struct view *view)
{
    (void)view;
    return CTX_SEARCH | CTX_EDIT;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct search_view *v = of(view);
    if (v->stale) {
        begin(v);
    }
    search_draw(v, c, area);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    if (!of(view)->stale) {
        work(of(view), PIECE_MS);
    }
}

static void look_at_line(struct search_view *v)
{
    if (strcmp(v->line.text.s, v->typed.s) != 0) {
        v->stale = true;
        v->wants = false;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    (void)ui;
    struct search_view *v = of(view);
    switch (cmd) {
    case CMD_UP:
    case CMD_DOWN:
        move(v, cmd == CMD_DOWN, 1);
        return VIEW_DONE;
    case CMD_PAGE_UP:
    case CMD_PAGE_DOWN:
        move(v, cmd == CMD_PAGE_DOWN, search_page_hits(v));
        return VIEW_DONE;
    case CMD_OPEN_RECORD:
        open_hit(v);
        return VIEW_DONE;
    case CMD_FIND_ALL:
        return VIEW_DONE;
    case CMD_PRINT:
        print_hits(v);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        break;
    }
    bool taken = editline_command(&v->line, cmd);
    look_at_line(v);
    return taken ? VIEW_DONE : VIEW_PASS;
}

static void mouse(struct search_view *v, const struct key *k)
{
    if (k->code == 4 || k->code == 5) {
        move(v, k->code == 5, 1);
        return;
    }
    int row = k->row - v->list.row;
    if (row < 0 || row >= v->list.rows || v->rows_a_hit == 0) {
        return;
    }
    size_t at = v->top + (size_t)(row / v->rows_a_hit);
    if (at < v->n) {
        v->cursor = at;
        v->wants = false;
        if (k->code == 2) {
            open_hit(v);
        }
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    (void)ui;
    struct search_view *v = of(view);
    if (k->kind == K_MOUSE) {
        mouse(v, k);
        return VIEW_DONE;
    }
    if (k->kind == K_RESUME) {
        v->stale = true;
        return VIEW_DONE;
    }
    bool taken = editline_key(&v->line, k);
    look_at_line(v);
    return taken ? VIEW_DONE : VIEW_PASS;
}

/* What was opened may have been changed: looked for again, from the same hit.
 */
static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    struct search_view *v = of(view);
    if (v->n > 0) {
        v->wanted = v->hits[v->cursor];
        v->wants = true;
    }
    v->stale = true;
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out, "直接打字，边打边找；上下键选，回车打开，Esc 返回。\n"
                "词之间空一格，每个词都要有；一个字也能找；英文不分大小写，"
                "全角半角一样。\n"
                "“引号”里照原话找；-词 是不要有这个词的；"
                "@姓名 是和这个人有关的：参加、主持、记录、发言、讲课、承办、"
                "被研究、谈话；也可写拼音首字母。\n"
                "类型：党课；状态：计划、已召开、流会、取消、作废；"
                "时间写 2026、3月、2026-03、2026-Q1、去年、上月，"
                "或者从哪天到哪天 2026-03-01..2026-04-30。\n"
                "% 和 _ 就是这两个字符，没有别的意思。\n");
}

static void close(struct view *view)
{
    struct search_view *v = of(view);
    find_free(v->find);
    mem_free(v->hits);
    arena_clear(&v->arena);
    arena_clear(&v->shown_arena);
    editline_clear(&v->line);
    sb_clear(&v->typed);
    mem_free(v);
}

static const struct view_class search_class = {
    .name = "search",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .uncovered = uncovered,
    .help = help,
    .close = close,
};

void search_view_open(struct app *app, const char *initial)
{
    struct search_view *v = mem_new(sizeof *v);
    v->view.cls = &search_class;
    v->app = app;
    v->stale = true;
    sb_init(&v->typed);
    editline_init(&v->line, TEXT_LINE, LINE_CHARS);
    editline_set(&v->line, initial);
    ui_push(&app->ui, &v->view);
}
