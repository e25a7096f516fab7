/* Kinds of paper, read from INI text.

   Stages: the compiled-in data/forms/sheets.ini → each section fills a sheet →
   the sheet is checked: the type area lies on the paper, the grid is not finer
   than the type, a row has room for rules → the user's text goes the same way
   over it, section by section; a bad section is complained about and what was
   there before stays.

   What stands on a page is made by report/flow. */
#include "pbtui/report/page.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/ini.h"
#include "pbtui/base/mem.h"

#define OWN_BYTES_MAX (64 * 1024)

/* What a printer cannot reach, and the least of a grid, 1/100 mm. */
enum { EDGE = 500, COLS_MIN = 20, COLS_MAX = 300, LINES_MIN = 8 };
enum { LINES_MAX = 150, SIZE_MIN = 500, SIZE_MAX = 7200 };

struct reader {
    struct arena *arena;
    struct sheet *list;
    size_t n;
    const char **complaints;
    size_t n_complaints;
};

/* ---- values ---------------------------------------------------------------
 */

/* A number with at most two decimals, as hundredths; the bytes it takes. */
static size_t read_hundredths(const char *s, int *out)
{
    bool minus = s[0] == '-';
    size_t at = minus ? 1 : 0;
    size_t whole = strspn(s + at, "0123456789");
    if (whole == 0 || whole > 4) {
        return 0;
    }
    int value = 0;
    for (size_t i = 0; i < whole; i++) {
        value = value * 10 + (s[at++] - '0');
    }
    value *= 100;
    if (s[at] == '.') {
        size_t part = strspn(s + at + 1, "0123456789");
        if (part == 0 || part > 2) {
            return 0;
        }
        value += (s[at + 1] - '0') * 10;
        value += part == 2 ? s[at + 2] - '0' : 0;
        at += 1 + part;
    }
    *out = minus ? -value : value;
    return at;
}

static bool read_length(const char *s, int *out)
{
    size_t n = read_hundredths(s, out);
    return n > 0 && s[n] == '\0';
}

/* 210x297, also with × between. */
static bool read_pair(const char *s, int *first, int *second)
{
    static const char *const marks[] = {"x", "X", "×", "*"};
    size_t n = read_hundredths(s, first);
    for (size_t i = 0; n > 0 && i < ARRAY_LEN(marks); i++) {
        size_t mark = strlen(marks[i]);
        if (strncmp(s + n, marks[i], mark) == 0) {
            return read_length(s + n + mark, second);
        }
    }
    return false;
}

static bool read_grid(const char *s, int *cols, int *lines)
{
    if (!read_pair(s, cols, lines) || *cols % 100 != 0 || *lines % 100 != 0) {
        return false;
    }
    *cols /= 100;
    *lines /= 100;
    return true;
}

static bool read_yes(const char *s, bool *out)
{
    *out = strcmp(s, "yes") == 0;
    return *out || strcmp(s, "no") == 0;
}

/* What is wrong with a key, NULL when nothing. */
static const char *take_key(struct sheet *s, const struct ini_key *k)
{
    const struct {
        const char *key;
        int *length;
    } lengths[] = {{"top", &s->top},   {"left", &s->left},
                   {"bind", &s->bind}, {"foot", &s->foot},
                   {"size", &s->size}, {"title", &s->title}};
    for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
        if (strcmp(k->key, lengths[i].key) == 0) {
            return read_length(k->value, lengths[i].length)
                       ? NULL
                       : "应是一个数，小数最多两位";
        }
    }
    if (strcmp(k->key, "basis") == 0) {
        s->basis = k->value;
        return k->value[0] != '\0' ? NULL : "不能空着";
    }
    if (strcmp(k->key, "dashes") == 0) {
        return read_yes(k->value, &s->dashes) ? NULL : "只能是 yes 或 no";
    }
    if (strcmp(k->key, "paper") == 0) {
        bool ok = read_pair(k->value, &s->width, &s->height);
        s->landscape = s->width > s->height;
        return ok ? NULL : "应写成 210x297 的样子";
    }
    if (strcmp(k->key, "area") == 0) {
        return read_pair(k->value, &s->area_width, &s->area_height)
                   ? NULL
                   : "应写成 156x250 的样子";
    }
    if (strcmp(k->key, "grid") == 0) {
        return read_grid(k->value, &s->cols, &s->lines)
                   ? NULL
                   : "应写成 84x46 的样子，都是整数";
    }
    return "没有这个项目，请核对项目的名称";
}

/* ---- checks ---------------------------------------------------------------
 */

/* 1/100 mm as 1/100 point: 72/25.4. */
static int points(int length)
{
    return (int)((long)length * 720 / 254);
}

static bool on_paper(const struct sheet *s, int left)
{
    return left >= EDGE && left + s->area_width <= s->width - EDGE;
}

static const char *grid_fault(const struct sheet *s)
{
    if (s->cols < COLS_MIN || s->cols > COLS_MAX || s->lines < LINES_MIN ||
        s->lines > LINES_MAX) {
        return "grid 太大或太小：一行 20–300 半角格，一页 8–150 行";
    }
    if (s->size < SIZE_MIN || s->size > SIZE_MAX || s->title < s->size ||
        s->title > SIZE_MAX) {
        return "字号不对：size 5–72 磅，title 不小于 size，不大于 72 磅";
    }
    /* GB/T 9704 itself puts 16 points where 15.79 are. */
    if (points(s->area_width) * 2L * 102 < (long)s->size * s->cols * 100) {
        return "字太大或格太多，一行的字排不下；请减小 size 或 grid 的格数";
    }
    if (points(s->area_height) * 100L < (long)s->size * 145 * s->lines) {
        return "行太多，行距不到字高的 1.45 倍，画线会压字；"
               "请减少 grid 的行数";
    }
    return NULL;
}

/* What is wrong with a sheet, NULL when nothing. */
static const char *sheet_fault(const struct sheet *s)
{
    if (s->width == 0 || s->area_width == 0 || s->cols == 0 || s->size == 0) {
        return "paper、area、grid、size 都要写";
    }
    if (s->width < 5000 || s->height < 5000 || s->width > 60000 ||
        s->height > 60000) {
        return "纸的宽和高应在 50–600 毫米之间";
    }
    if (s->area_width <= 0 || !on_paper(s, s->left) ||
        !on_paper(s, s->left + s->bind)) {
        return "版心左右超出纸面，四边至少留 5 毫米；"
               "请核对 left、bind 和 area";
    }
    const char *fault = grid_fault(s);
    if (fault != NULL) {
        return fault;
    }
    int footer = s->foot + 2 * s->area_height / s->lines;
    if (s->top < EDGE || s->foot < 0 ||
        s->top + s->area_height + footer > s->height - EDGE) {
        return "版心上下超出纸面，下边还要留两行页脚和 5 毫米；"
               "请核对 top、foot 和 area";
    }
    return NULL;
}

/* ---- sections -------------------------------------------------------------
 */

static void complain(struct reader *r, const char *text)
{
    r->complaints[r->n_complaints++] = text;
}

static struct sheet *find(const struct reader *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->list[i].name, name) == 0) {
            return &r->list[i];
        }
    }
    return NULL;
}

/* The section that begins with keys[at], wherever its keys stand. */
static void take_section(struct reader *r, const struct ini *ini, size_t at)
{
    const char *name = ini->keys[at].section;
    struct sheet *old = find(r, name);
    struct sheet s = old != NULL
                         ? *old
                         : (struct sheet){.name = name, .basis = "本支部自定"};
    bool good = name[0] != '\0';
    if (!good) {
        complain(r, arena_printf(r->arena,
                                 "第 %d 行前面没有 [名称]，没有采用；"
                                 "请先写纸张的名称。",
                                 ini->keys[at].line));
    }
    for (size_t i = at; good && i < ini->n; i++) {
        const struct ini_key *k = &ini->keys[i];
        const char *fault =
            strcmp(k->section, name) == 0 ? take_key(&s, k) : NULL;
        if (fault != NULL) {
            complain(r, arena_printf(r->arena,
                                     "第 %d 行 [%s]：%s %s，这种纸没有采用。",
                                     k->line, name, k->key, fault));
            good = false;
        }
    }
    if (!good) {
        return;
    }
    s.title = s.title == 0 ? s.size : s.title;
    const char *fault = sheet_fault(&s);
    if (fault != NULL) {
        complain(r,
                 arena_printf(r->arena, "第 %d 行 [%s]：%s；这种纸没有采用。",
                              ini->keys[at].line, name, fault));
        return;
    }
    *(old != NULL ? old : &r->list[r->n++]) = s;
}

static bool is_first_of_section(const struct ini *ini, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(ini->keys[i].section, ini->keys[at].section) == 0) {
            return false;
        }
    }
    return true;
}

/* Room for all that may come: a section has a key at least. */
static void make_room(struct reader *r, const struct ini *ini)
{
    struct sheet *list = arena_array(r->arena, r->n + ini->n + 1, sizeof *list);
    if (r->n > 0) {
        memcpy(list, r->list, r->n * sizeof *list);
    }
    r->list = list;
    size_t most = r->n_complaints + ini->n_complaints + 2 * ini->n + 1;
    const char **complaints = arena_array(r->arena, most, sizeof *complaints);
    if (r->n_complaints > 0) {
        memcpy(complaints, r->complaints, r->n_complaints * sizeof *complaints);
    }
    r->complaints = complaints;
}

static void take_all(struct reader *r, const struct ini *ini)
{
    make_room(r, ini);
    for (size_t i = 0; i < ini->n_complaints; i++) {
        complain(r,
                 arena_printf(r->arena, "第 %d 行：%s", ini->complaints[i].line,
                              ini->complaints[i].text));
    }
    for (size_t i = 0; i < ini->n; i++) {
        if (is_first_of_section(ini, i)) {
            take_section(r, ini, i);
        }
    }
}

static void take_own(struct reader *r, const char *own)
{
    struct ini ini = {0};
    struct err err = ERR_INIT;
    if (ini_parse(&ini, r->arena, own, strlen(own), OWN_BYTES_MAX, &err)) {
        take_all(r, &ini);
        return;
    }
    make_room(r, &ini);
    complain(r, arena_str(r->arena, err.text));
}

bool sheets_read(struct sheets *out, struct arena *a, const char *own,
                 struct err *err)
{
    struct reader r = {.arena = a};
    struct ini ini;
    const struct embed_file *file = embed_find("forms/sheets.ini");
    *out = (struct sheets){0};
    if (file == NULL) {
        return err_set(err, ERR_IO, "E-SHEET-001",
                       "程序里缺少纸张说明 sheets.ini，请重新安装 pbtui。");
    }
    if (!ini_parse_builtin(&ini, a, file->text, file->n, err)) {
        return false;
    }
    take_all(&r, &ini);
    if (r.n_complaints > 0) {
        return err_set(err, ERR_IO, "E-SHEET-002",
                       "程序里的纸张说明有错：%s请重新安装 pbtui。",
                       r.complaints[0]);
    }
    if (own != NULL) {
        take_own(&r, own);
    }
    *out = (struct sheets){.list = r.list,
                           .n = r.n,
                           .complaints = r.complaints,
                           .n_complaints = r.n_complaints};
    return true;
}

const struct sheet *sheet_find(const struct sheets *s, const char *name)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->list[i].name, name) == 0) {
            return &s->list[i];
        }
    }
    return NULL;
}
