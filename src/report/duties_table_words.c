/* What lights, periods, rows and cells are called, on screen and paper. */
#include "pbtui/report/duties_table.h"

#include <string.h>

#include "pbtui/text/width.h"

enum { MONTHS = 12 };

const char *duty_light_sign(enum duty_light light)
{
    static const char *const signs[] = {
        [DUTY_NA] = "–",   [DUTY_AHEAD] = "·",   [DUTY_RUNNING] = "○",
        [DUTY_DONE] = "●", [DUTY_MISSING] = "✗",
    };
    return signs[light];
}

const char *duty_light_text(enum duty_light light)
{
    static const char *const texts[] = {
        [DUTY_NA] = "不适用", [DUTY_AHEAD] = "未到", [DUTY_RUNNING] = "进行中",
        [DUTY_DONE] = "已办", [DUTY_MISSING] = "缺",
    };
    return texts[light];
}

const char *duty_period_text(enum duty_period p)
{
    static const char *const texts[] = {
        [DUTY_MONTH] = "每月", [DUTY_QUARTER] = "每季", [DUTY_HALF] = "每半年",
        [DUTY_YEAR] = "每年",  [DUTY_EVENT] = "按需",
    };
    return texts[p];
}

/* 第一党小组 → 一组: what the clerk says. */
static const char *short_group(struct arena *a, const char *name)
{
    static const char head[] = "第";
    static const char tail[] = "党小组";
    size_t n = strlen(name);
    size_t h = strlen(head);
    size_t t = strlen(tail);
    if (n > h + t && strncmp(name, head, h) == 0 &&
        strcmp(name + n - t, tail) == 0) {
        return arena_printf(a, "%s组", arena_strn(a, name + h, n - h - t));
    }
    return name;
}

const char *duty_row_name(struct arena *a, const struct duty_row *r, int cols)
{
    const struct duty *d = r->duty;
    const char *group = r->grp == 0 ? "" : short_group(a, r->grp_name);
    const char *gap = group[0] == '\0' ? "" : " ";
    const char *whole = arena_printf(a, "%s%s%s", d->name, gap, group);
    return width_cols(whole) <= cols
               ? whole
               : arena_printf(a, "%s%s%s", d->abbr, gap, group);
}

const char *duty_cell_name(struct arena *a, const struct duty_row *r,
                           size_t cell, int year)
{
    static const char *const quarters[] = {"一季度", "二季度", "三季度",
                                           "四季度"};
    static const char *const halves[] = {"上半年", "下半年"};
    switch (r->n_cells) {
    case MONTHS:
        return arena_printf(a, "%zu 月", cell + 1);
    case 4:
        return quarters[cell];
    case 2:
        return halves[cell];
    default:
        return arena_printf(a, "%d 年", year);
    }
}
