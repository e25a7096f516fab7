/* What the tests of forms stand on. */
#include "form_ground.h"

#include "unit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"

static const char *const values[] = {"kind", "n",       "memo",
                                     "box",  "nothing", NULL};
static const char *const people[] = {"name", "grp", "mark*", NULL};
static const char *const events[] = {"day", NULL};
static const char *const empty[] = {"name", NULL};
static const struct source_list lists[] = {
    {"people", people}, {"events", events}, {"empty", empty}};

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    (void)ask;
    (void)err;
    form_ground_data(d, d->arena);
    return true;
}

const struct source form_ground_source = {
    .name = "test",
    .asks = ASKS_DAY,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};

const char form_ground_everything[] =
    "; 什么都有一点\n"
    "[form]\n"
    "title  = {kind}记录\n"
    "about  = 试验用的表\n"
    "paper  = 竖排五号\n"
    "source = test\n"
    "file   = {day}{kind}\n"
    "line.1 = 单位：{org} | 空：{nothing} | 共 {people.n} 人\n"
    "grid.1 = 类型: {kind} *2 | {box:box} 是　{box:nothing} 否\n"
    "rows   = 2\n"
    "grid.2 = 无: {nothing?——} | 花括号: {{x}}\n"
    "area   = 内容 | {memo} | 4\n"
    "above  = 决议 | 第 {n} 号 | 2\n"
    "photo  = 照片 | 3\n"
    "if     = nothing\n"
    "text   = 看不见\n"
    "if     = kind 党课 谈话\n"
    "text   = {memo}\n"
    "if     = end\n"
    "text   = {nothing}\n"
    "repeat = people\n"
    "head   = {row.no}、{row.name}\n"
    "if     = row.grp 乙\n"
    "kai    = （{row.grp}组）\n"
    "if     = end\n"
    "repeat = end\n"
    "table  = people | 序号:no 4 r | 姓/名:name 8 | {events.day}:mark* 4 c\n"
    "columns = 记:{row.name}（{row.grp}） 12+ | 签名: 6\n"
    "blank  = 4\n"
    "total  = 合 | 计 | {n}\n"
    "table.2 = people | 甲组:name 8+\n"
    "where  = grp 甲\n"
    "table.3 = empty | 名:name 8+\n"
    "none   = {kind}没有人\n"
    "plain  = 抬头：\n"
    "centre = 正中\n"
    "right  = {org} | 2\n"
    "note   = 注：小字。\n"
    "space  = 1\n"
    "cut    = 裁开\n"
    "page   = new\n"
    "sign   = 主持人 | 记录人 | 年　月　日\n";

bool form_ground_read(struct forms *f, struct arena *a, const char *text,
                      const char *folder, struct err *err)
{
    static const struct source *const only[] = {&form_ground_source, NULL};
    const struct embed_file files[] = {
        {"rules/other.ini", "junk", 4},
        {"forms/sheets.ini", "junk", 4},
        {"forms/x.ini", text, strlen(text)},
        {NULL, NULL, 0},
    };
    const struct forms_from from = {files, only, folder};
    return forms_read_from(f, a, &from, err);
}

void form_ground_data(struct form_data *d, struct arena *a)
{
    static const char *const columns[] = {"name", "grp", "mark1", "mark2"};
    static const char *const rows[][4] = {{"张建国", "甲", "✓", "假"},
                                          {"李敏", "乙", "✓", NULL},
                                          {"欧阳𠮷", "甲", "缺", "✓"}};
    static const char *const days[] = {"10-22", "11-05"};
    form_data_init(d, a);
    form_set(d, "org", "示例支部委员会");
    form_set(d, "day", "2026-11-20");
    form_set(d, "kind", "党课");
    form_setf(d, "n", "%d", 7);
    form_set(d, "memo", "第一段\n第二段");
    form_set(d, "box", "1");
    form_set(d, "nothing", NULL);
    form_list_begin(d, "people", columns, 4);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        form_list_row(d, rows[i]);
    }
    form_list_begin(d, "events", events, 1);
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        form_list_row(d, &days[i]);
    }
    form_list_begin(d, "empty", empty, 1);
}

const char *form_ground_print(const struct form *f, struct arena *a, int cols)
{
    struct form_data d;
    struct document doc;
    struct strbuf sb;
    form_ground_data(&d, a);
    struct flow *flow = flow_new(a, paper_text_sheet(a, cols));
    form_put(f, flow, &d);
    flow_finish(flow, f->title, &doc);
    sb_init(&sb);
    paper_text(&sb, &doc);
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

void form_row_wrong(int *bad, const char *fmt, ...)
{
    char says[600];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(says, sizeof says, fmt, ap);
    va_end(ap);
    print_error("%s\n", says);
    (*bad)++;
}
