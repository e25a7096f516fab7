/* Words of 发展党员: amounts, days, and the sentence about a broken row. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

/* Bytes of a mark between words at s, 0 when there is none. */
static size_t mark_bytes(const char *s)
{
    static const char *const marks[] = {" ", "\t", ",", "、", "，", "　"};
    if (strchr(" \t,\xe3\xef", *s) == NULL) {
        return 0; /* no mark begins so: nearly all bytes */
    }
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t n = strlen(marks[i]);
        if (strncmp(s, marks[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* Beginning of the next word from s on, and its length; 0 at the end. */
static size_t next_word(const char **s)
{
    size_t n = 0;
    for (size_t mark = mark_bytes(*s); mark > 0; mark = mark_bytes(*s)) {
        *s += mark;
    }
    while ((*s)[n] != '\0' && mark_bytes(*s + n) == 0) {
        n++;
    }
    return n;
}

static bool has_bytes(const char *words, const char *word, size_t n)
{
    for (size_t len = next_word(&words); len > 0; len = next_word(&words)) {
        if (len == n && memcmp(words, word, n) == 0) {
            return true;
        }
        words += len;
    }
    return false;
}

bool pipe_has(const char *words, const char *word)
{
    return has_bytes(words, word, strlen(word));
}

bool pipe_shares(const char *these, const char *those)
{
    for (size_t n = next_word(&these); n > 0; n = next_word(&these)) {
        if (has_bytes(those, these, n)) {
            return true;
        }
        these += n;
    }
    return false;
}

const char *pipeline_amount(struct arena *a, struct guard_amount x)
{
    static const char *const words[] = {
        [UNIT_NONE] = "",
        [UNIT_DAYS] = " 天",
        [UNIT_WORKDAYS] = " 个工作日",
        [UNIT_MONTHS] = " 个月",
        [UNIT_YEARS] = " 年",
        [UNIT_COUNT] = "",
    };
    return arena_printf(a, "%d%s", x.n < 0 ? -x.n : x.n, words[x.unit]);
}

const char *pipe_day(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

const char *pipe_text(const char *s)
{
    return s == NULL ? "" : s;
}

const char *pipe_step_text(const struct pipe_case *c, int no)
{
    return arena_printf(c->a, "第 %d 步%s", no, c->r->steps[no].abbr);
}

bool pipe_waits(const struct pipe_case *c, int of)
{
    return of <= PIPELINE_STEPS && !c->f->steps[of].done;
}

bool pipe_say_waits(const struct pipe_case *c, int of, struct pipe_say *say)
{
    say->brief = arena_printf(c->a, "%s还没有办", pipe_step_text(c, of));
    say->remedy = arena_printf(c->a, "请先登记%s", pipe_step_text(c, of));
    return true;
}

const char *pipe_without_end(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    size_t mark = strlen("。");
    if (n >= mark && strcmp(text + n - mark, "。") == 0) {
        return arena_strn(a, text, n - mark);
    }
    return text;
}

void pipe_tell(const struct pipe_case *c, const struct pipeline_guard *g,
               const struct pipe_say *say, struct step_issue *out)
{
    const char *own_way = g->refuses ? "" : "，或者写明原因";
    out->guard = g;
    out->step = c->no;
    out->refuses = g->refuses;
    out->reason = c->planned ? "" : pipe_text(c->f->steps[c->no].reason);
    out->reasoned = !g->refuses && out->reason[0] != '\0';
    out->day = say->day;
    out->brief = say->brief;
    out->remedy = arena_printf(c->a, "%s%s。", say->remedy, own_way);
    out->text = arena_printf(c->a, "第 %d 步%s：%s；依据%s，%s；%s", c->no,
                             c->r->steps[c->no].name, say->brief, g->basis,
                             pipe_without_end(c->a, g->text), out->remedy);
}
