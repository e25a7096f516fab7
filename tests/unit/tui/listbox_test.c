/* The list over a made-up register of 5,000 people that counts what it is
   asked for. */
#include "widget.h"

#include <stdlib.h>

#include "pbtui/tui/listbox.h"

#define PEOPLE 5000

struct people {
    int n_pages; /* calls */
    int n_counts;
    size_t n_rows; /* asked for */
    int64_t gone;  /* a row deleted meanwhile */
    bool counts;
    bool broken;
    int n; /* how many there are */
};

static void name_of(int64_t id, char out[32])
{
    static const char *const surnames[] = {"张", "王", "李", "赵", "陈"};
    snprintf(out, 32, "%s%lld", surnames[id % 5], (long long)id);
}

static bool matches(const struct people *p, int64_t id, const char *filter)
{
    char name[32];
    name_of(id, name);
    return id != p->gone && strstr(name, filter) != NULL;
}

/* Sorted by column 1 descending is by id descending; the key is the id. */
static bool people_page(void *ctx, struct arena *a,
                        const struct list_request *req, struct list_row *rows,
                        size_t *n, struct err *err)
{
    struct people *p = ctx;
    p->n_pages++;
    p->n_rows += req->want;
    if (p->broken) {
        return err_set(err, ERR_IO, "E-TEST-001",
                       "账本读不出来，请检查磁盘后按 F5 重试。");
    }
    bool down = req->descending != req->backward;
    int64_t step = down ? -1 : 1;
    int64_t id = down ? p->n : 1;
    if (req->key != NULL) {
        id = strtoll(req->key, NULL, 10) + step;
    } else if (req->find_id > 0 && matches(p, req->find_id, req->filter)) {
        id = req->find_id;
    }
    for (*n = 0; *n < req->want && id >= 1 && id <= p->n; id += step) {
        if (!matches(p, id, req->filter)) {
            continue;
        }
        char name[32];
        name_of(id, name);
        const char **cells = arena_array(a, 4, sizeof *cells);
        cells[0] = arena_printf(a, "%lld", (long long)id);
        cells[1] = arena_str(a, name);
        cells[2] = "县商务局机关党支部";
        cells[3] = "1,842.30";
        rows[(*n)++] = (struct list_row){
            .id = id, .cells = cells, .key = arena_str(a, cells[0])};
    }
    return true;
}

static bool people_count(void *ctx, const char *filter, int64_t *n)
{
    struct people *p = ctx;
    p->n_counts++;
    *n = 0;
    for (int64_t id = 1; id <= p->n; id++) {
        *n += matches(p, id, filter);
    }
    return p->counts;
}

static const struct list_column columns[] = {
    {"序", 4, 4, 2, FIT_RIGHT, true, true},
    {"姓名", 6, 10, 1, FIT_LEFT, false, true},
    {"支部", 10, 30, 4, FIT_LEFT, false, false},
    {"应交", 8, 10, 3, FIT_RIGHT, true, false},
};

struct fixture {
    struct people people;
    struct listbox list;
    struct canvas canvas;
};

static void start(struct fixture *f, int n, bool counts)
{
    memset(f, 0, sizeof *f);
    f->people.n = n;
    f->people.counts = counts;
    listbox_init(&f->list, columns, ARRAY_LEN(columns),
                 (struct list_source){&f->people, people_page, people_count});
    canvas_init(&f->canvas, 1, 1);
}

static void stop(struct fixture *f)
{
    listbox_clear(&f->list);
    canvas_clear_memory(&f->canvas);
}

static void show(struct fixture *f, int rows, int cols)
{
    canvas_resize(&f->canvas, rows, cols);
    listbox_draw(&f->list, &f->canvas, (struct rect){0, 0, rows, cols}, true);
    expect_whole_cells(&f->canvas);
}

static void times(struct fixture *f, int cmd, int n)
{
    while (n-- > 0) {
        listbox_command(&f->list, cmd);
    }
}

static void type(struct fixture *f, const char *s)
{
    size_t n = strlen(s);
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_next(s + at, n - at, &cp);
        struct key k = key_char(cp);
        listbox_key(&f->list, &k);
    }
}

TEST(listbox_shows_head_rows_and_position)
{
    struct fixture f;
    start(&f, 28, true);
    show(&f, 7, 60);
    expect_canvas(
        &f.canvas, "start",
        "  序 姓名       支部                                 应交\n"
        "   1 王1        县商务局机关党支部               1,842.30\n"
        "   2 李2        县商务局机关党支部               1,842.30\n"
        "   3 赵3        县商务局机关党支部               1,842.30\n"
        "   4 陈4        县商务局机关党支部               1,842.30\n"
        "   5 张5        县商务局机关党支部               1,842.30\n"
        "                                                     第 1 行");
    times(&f, CMD_DOWN, 6);
    show(&f, 7, 60);
    assert_true(canvas_has(&f.canvas, "第 7 行"));
    assert_int_equal(f.canvas.caret_row, 5);
    assert_int_equal(f.canvas.cells[5 * 60].role, ROLE_SELECTED);
    stop(&f);
}

TEST(listbox_at_80_and_120_columns)
{
    struct fixture f;
    start(&f, 3, true);
    f.list.sort = 0;
    f.list.descending = true;
    times(&f, CMD_FIND, 1);
    show(&f, 7, 80);
    expect_canvas(
        &f.canvas, "80",
        " 序▼  姓名        支部                                  应交\n"
        "   3  赵3         县商务局机关党支部                1,842.30\n"
        "   2  李2         县商务局机关党支部                1,842.30\n"
        "   1  王1         县商务局机关党支部                1,842.30\n"
        "\n\n"
        "查找:                                     "
        "                                   1/3");
    listbox_command(&f.list, CMD_BACK);
    show(&f, 4, 120);
    expect_canvas(
        &f.canvas, "120",
        " 序▼  姓名        支部                                  应交\n"
        "   3  赵3         县商务局机关党支部                1,842.30\n"
        "   2  李2         县商务局机关党支部                1,842.30\n"
        "   1  王1         县商务局机关党支部                1,842.30");
    stop(&f);
}

TEST(listbox_drops_columns_by_priority_and_never_cuts_a_number)
{
    struct fixture f;
    start(&f, 12345, false);
    listbox_go_to(&f.list, 12340);
    show(&f, 3, 30);
    expect_canvas(&f.canvas, "30 columns",
                  "  序 姓名             应交\n"
                  "#### 张12340      1,842.30\n"
                  "#### 王12341      1,842.30");
    show(&f, 3, 14);
    expect_canvas(&f.canvas, "14 columns",
                  "  序 姓名\n#### 张12340\n#### 王12341");
    show(&f, 3, 7);
    expect_canvas(&f.canvas, "7 columns", "姓名\n张12340\n王12341");
    stop(&f);
}

/* The few before it are seen, so that nobody thinks it is the first. */
TEST(listbox_that_begins_at_a_row_shows_those_before_it)
{
    struct fixture f;
    start(&f, 28, false);
    listbox_go_to(&f.list, 2);
    show(&f, 4, 30);
    assert_true(canvas_has(&f.canvas, "   1 "));
    assert_int_equal(listbox_id(&f.list), 2);
    assert_int_equal(f.list.cursor, 1);
    stop(&f);
}

TEST(listbox_shows_the_order)
{
    struct fixture f;
    start(&f, 28, false);
    times(&f, CMD_SORT, 2);
    show(&f, 3, 60);
    assert_true(canvas_has(&f.canvas, "姓名     ▲"));
    times(&f, CMD_SORT_REVERSE, 1);
    f.canvas.ascii = true;
    show(&f, 3, 60);
    assert_true(canvas_has(&f.canvas, "姓名     v"));
    assert_true(canvas_has(&f.canvas, "1 王1"));
    assert_int_equal(listbox_id(&f.list), 1); /* the row stays */
    times(&f, CMD_FIRST, 1);
    assert_int_equal(listbox_id(&f.list), 28);
    times(&f, CMD_SORT, 1); /* behind the last: the source's own */
    assert_int_equal(f.list.sort, -1);
    stop(&f);
}

TEST(listbox_asks_nothing_inside_the_window)
{
    struct fixture f;
    start(&f, PEOPLE, false);
    show(&f, 20, 80);
    assert_int_equal(f.people.n_pages, 1);
    assert_in_range(f.people.n_rows, 18, 60);
    int calls = f.people.n_pages;
    times(&f, CMD_DOWN, 17);
    times(&f, CMD_UP, 5);
    assert_int_equal(f.people.n_pages, calls);
    show(&f, 20, 80);
    assert_int_equal(f.people.n_pages, calls);
    assert_int_equal(listbox_id(&f.list), 13);
    assert_int_equal(f.people.n_counts, 0); /* only when End asks */
    stop(&f);
}

TEST(listbox_typed_ahead_downs_cost_little)
{
    struct fixture f;
    start(&f, PEOPLE, false);
    show(&f, 20, 80);
    f.people.n_pages = 0;
    f.people.n_rows = 0;
    times(&f, CMD_DOWN, 50);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), 51);
    assert_in_range(f.people.n_pages, 1, 3);
    assert_in_range(f.people.n_rows, 1, 120);
    stop(&f);
}

TEST(listbox_walks_all_rows_in_a_small_window)
{
    struct fixture f;
    start(&f, PEOPLE, false);
    show(&f, 20, 80);
    size_t most = 0;
    for (int64_t id = 2; id <= PEOPLE; id++) {
        times(&f, CMD_DOWN, 1);
        if (id % 40 == 0) {
            show(&f, 20, 80);
        }
        assert_int_equal(listbox_id(&f.list), id);
        most = f.list.n_rows > most ? f.list.n_rows : most;
    }
    assert_in_range(most, 1, 400);
    show(&f, 20, 80);
    assert_true(canvas_has(&f.canvas, "第 5000 行"));
    times(&f, CMD_DOWN, 3);
    assert_int_equal(listbox_id(&f.list), PEOPLE);
    for (int64_t id = PEOPLE - 1; id >= 1; id--) {
        times(&f, CMD_UP, 1);
        assert_int_equal(listbox_id(&f.list), id);
    }
    show(&f, 20, 80);
    assert_true(canvas_has(&f.canvas, "第 1 行"));
    stop(&f);
}

TEST(listbox_end_and_home_are_one_page_each)
{
    struct fixture f;
    start(&f, PEOPLE, true);
    show(&f, 20, 80);
    f.people.n_pages = 0;
    times(&f, CMD_LAST, 1);
    assert_int_equal(listbox_id(&f.list), PEOPLE);
    assert_int_equal(f.people.n_pages, 1);
    show(&f, 20, 80);
    assert_true(canvas_has(&f.canvas, "5000/5000"));
    assert_true(canvas_has(&f.canvas, "4983")); /* a full screen */
    times(&f, CMD_PAGE_UP, 2);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), PEOPLE - 2 * 17);
    times(&f, CMD_FIRST, 1);
    assert_int_equal(listbox_id(&f.list), 1);
    stop(&f);
}

TEST(listbox_keeps_the_row_by_id)
{
    struct fixture f;
    start(&f, PEOPLE, false);
    show(&f, 20, 80);
    times(&f, CMD_PAGE_DOWN, 20);
    int64_t id = listbox_id(&f.list);
    show(&f, 20, 80);
    int row = f.canvas.caret_row;
    listbox_reload(&f.list);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), id);
    assert_int_equal(f.canvas.caret_row, row); /* at the same height */
    f.people.gone = id;
    listbox_reload(&f.list);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), id + 1); /* its neighbour */
    times(&f, CMD_LAST, 1);
    f.people.gone = PEOPLE;
    listbox_reload(&f.list);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), PEOPLE - 1);
    listbox_go_to(&f.list, 77);
    show(&f, 20, 80);
    assert_int_equal(listbox_id(&f.list), 77);
    stop(&f);
}

TEST(listbox_filters_at_once_and_loads_once)
{
    struct fixture f;
    start(&f, PEOPLE, true);
    show(&f, 8, 60);
    times(&f, CMD_FIND, 1);
    assert_int_equal(listbox_contexts(&f.list), CTX_LIST | CTX_EDIT);
    f.people.n_pages = 0;
    type(&f, "张12");
    assert_int_equal(f.people.n_pages, 0);
    show(&f, 8, 60);
    assert_int_equal(f.people.n_pages, 1);
    assert_true(canvas_has(&f.canvas, "查找: 张12"));
    assert_true(canvas_has(&f.canvas, "(Esc 清除)"));
    assert_int_equal(listbox_id(&f.list), 120);
    times(&f, CMD_DOWN, 1);
    assert_int_equal(listbox_id(&f.list), 125);
    assert_true(listbox_command(&f.list, CMD_OPEN)); /* back to the list */
    assert_false(f.list.filtering);
    assert_false(listbox_command(&f.list, CMD_OPEN)); /* opens the row */
    show(&f, 8, 60);
    assert_true(canvas_has(&f.canvas, "查找: 张12  (Esc 清除)"));
    assert_true(listbox_command(&f.list, CMD_BACK)); /* clears, keeps the row */
    show(&f, 8, 60);
    assert_int_equal(listbox_id(&f.list), 125);
    assert_false(listbox_command(&f.list, CMD_BACK));
    stop(&f);
}

TEST(listbox_says_that_nothing_is_there)
{
    struct fixture f;
    start(&f, 0, false);
    f.list.empty = "还没有会议，按 F3 登记。";
    show(&f, 6, 40);
    assert_true(canvas_has(&f.canvas, "还没有会议，按 F3 登记。"));
    times(&f, CMD_FIND, 1);
    type(&f, "x");
    show(&f, 6, 40);
    assert_true(canvas_has(&f.canvas, "没有符合“x”的，按 Esc 看全部。"));
    times(&f, CMD_DOWN, 2);
    times(&f, CMD_UP, 2);
    times(&f, CMD_PAGE_DOWN, 2);
    times(&f, CMD_LAST, 1);
    times(&f, CMD_MARK, 1);
    assert_int_equal(listbox_id(&f.list), 0);
    stop(&f);
}

TEST(listbox_shows_the_sources_error_in_place)
{
    struct fixture f;
    start(&f, 28, false);
    f.people.broken = true;
    show(&f, 6, 40);
    assert_true(canvas_has(&f.canvas, "账本读不出来"));
    assert_true(canvas_has(&f.canvas, "E-TEST-001"));
    f.people.n_pages = 0;
    times(&f, CMD_DOWN, 10);
    assert_int_equal(f.people.n_pages, 0); /* not asked at every key */
    f.people.broken = false;
    listbox_reload(&f.list);
    show(&f, 6, 40);
    assert_int_equal(listbox_id(&f.list), 1);
    stop(&f);
}

TEST(listbox_marks)
{
    struct fixture f;
    start(&f, 1200, false);
    show(&f, 8, 60);
    assert_false(canvas_has(&f.canvas, "*"));
    times(&f, CMD_MARK, 2);
    assert_int_equal(listbox_id(&f.list), 3);
    show(&f, 8, 60);
    assert_true(canvas_has(&f.canvas, "*    1 王1"));
    assert_true(canvas_has(&f.canvas, "已标记 2 行"));
    times(&f, CMD_MARK_ALL, 1);
    assert_int_equal(f.list.n_marks, 1200);
    assert_true(listbox_is_marked(&f.list, 1200));
    times(&f, CMD_MARK_ALL, 1);
    assert_int_equal(f.list.n_marks, 0);
    stop(&f);
}

TEST(listbox_in_wide_ambiguous_mode)
{
    width_set_ambiguous(WIDTH_WIDE);
    struct fixture f;
    start(&f, 28, false);
    f.canvas.ascii = true;
    times(&f, CMD_SORT, 1);
    for (int cols = 4; cols <= 120; cols++) {
        canvas_resize(&f.canvas, 8, cols);
        listbox_draw(&f.list, &f.canvas, (struct rect){0, 0, 8, cols}, true);
        expect_whole_cells(&f.canvas);
    }
    width_set_ambiguous(WIDTH_NARROW);
    stop(&f);
}

/* Whatever is pressed, the cursor is on the row that a plain index would
   name. */
PROPERTY(listbox_is_an_index)
{
    uint64_t stream = unit_seed();
    struct fixture f;
    start(&f, 700, false);
    show(&f, 12, 60);
    int64_t at = 1;
    for (int i = 0; i < 4000; i++) {
        int64_t page = 9;
        switch (unit_below(&stream, 8)) {
        case 0:
            at = 1;
            times(&f, CMD_FIRST, 1);
            break;
        case 1:
            at = 700;
            times(&f, CMD_LAST, 1);
            break;
        case 2:
            at = at + page > 700 ? 700 : at + page;
            times(&f, CMD_PAGE_DOWN, 1);
            break;
        case 3:
            at = at - page < 1 ? 1 : at - page;
            times(&f, CMD_PAGE_UP, 1);
            break;
        case 4:
            at -= at > 1;
            times(&f, CMD_UP, 1);
            break;
        case 5:
            at += at < 700;
            times(&f, CMD_DOWN, 1);
            break;
        case 6:
            listbox_reload(&f.list);
            break;
        default:
            show(&f, 12, 60);
            assert_true(f.list.top <= f.list.cursor &&
                        f.list.cursor < f.list.top + 10);
            break;
        }
        listbox_load(&f.list);
        assert_int_equal(listbox_id(&f.list), at);
        if (f.list.first_no >= 0) {
            assert_int_equal(f.list.first_no + (int64_t)f.list.cursor + 1, at);
        }
    }
    stop(&f);
}
