/* What a row of a year's 党费核定 is to the clerk: whether anything is typed
   into it here, whether it is saved, its remarks in short words. */
#include "assess_screen.h"
#include "pbtui/base/mem.h"

static bool is_gone(const struct assess_row *row)
{
    return (row->remarks & ASSESS_GONE) != 0;
}

const char *assess_row_locked(const struct assess_view *v,
                              const struct assess_row *row)
{
    if (is_gone(row)) {
        return "已不在本支部交党费，只供查看";
    }
    if (row->id != 0 && row->first < v->y.from) {
        return "已有月份结账，这里不再改；要变动的按 F3 从下个月起另行核定";
    }
    if (row->relief[0] != '\0') {
        return "有减免，回车打开核定单改";
    }
    return NULL;
}

size_t assess_wanted(const struct assess_view *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->y.n; i++) {
        n += assess_row_wanted(&v->y, &v->y.rows[i]);
    }
    return n;
}

const char *assess_remark_brief(const struct assess_row *row, struct arena *a)
{
    static const struct {
        unsigned bit;
        const char *word;
    } words[] = {
        {ASSESS_GONE, "已离开"},   {ASSESS_MISSING, "缺基数"},
        {ASSESS_LATER, "年中"},    {ASSESS_RETIRED, "退休"},
        {ASSESS_BRACKET, "换档"},  {ASSESS_CLIFF, "近档"},
        {ASSESS_RELIEVED, "减免"}, {ASSESS_CAP, "超限"},
        {ASSESS_NEW, "新"},        {ASSESS_MOVED, "变动大"},
    };
    bool no_category = row->category[0] == '\0';
    const char *text = "";
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        /* Who has gone is not looked at any further. */
        if ((row->remarks & words[i].bit) != 0 && (i == 0 || !is_gone(row))) {
            text = arena_printf(a, "%s%s%s", text, text[0] != '\0' ? " " : "",
                                words[i].bit == ASSESS_MISSING && no_category
                                    ? "缺类别"
                                    : words[i].word);
        }
    }
    return text;
}
