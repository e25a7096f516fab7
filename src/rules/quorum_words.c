/* Numbers against each other, and shares in words, for the rooms of quorum.h.

   Every fault is a whole sentence that names the numbers and says what to do;
   who called puts 表决： or 选举： before it. */
#include <inttypes.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "quorum_parts.h"

#define ROSTER_NUMBERS 2

static const char *taken(struct arena *a, struct strbuf *sb)
{
    const char *s = arena_str(a, sb->s);
    sb_clear(sb);
    return s;
}

/* ---- numbers --------------------------------------------------------- */

int64_t quorum_or_none(int64_t count)
{
    return count == VOTE_UNKNOWN ? 0 : count;
}

int64_t quorum_base(enum vote_of of, int64_t entitled, int64_t present)
{
    return of == OF_PRESENT ? present : entitled;
}

const char *quorum_number_fault(struct arena *a, const struct quorum_number *v,
                                size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i].value < VOTE_UNKNOWN) {
            return arena_printf(a, "%s填了 %" PRId64 "，不能是负数；请重填。",
                                v[i].name, v[i].value);
        }
        if (v[i].value > VOTE_COUNT_MAX) {
            return arena_printf(a, "%s填了 %" PRId64 "，数目太大；请重填。",
                                v[i].name, v[i].value);
        }
    }
    return NULL;
}

const char *quorum_chain_fault(struct arena *a, const struct quorum_number *v,
                               size_t n)
{
    const struct quorum_number *most = NULL;
    for (size_t i = 0; i < n; i++) {
        if (v[i].value == VOTE_UNKNOWN) {
            continue;
        }
        if (most != NULL && v[i].value > most->value) {
            return arena_printf(
                a, "%s %" PRId64 " %s，多于%s的 %" PRId64 " %s；%s。",
                v[i].name, v[i].value, v[i].unit, most->name, most->value,
                most->unit,
                i < ROSTER_NUMBERS ? "请核对名册和点名" : "请重新清点");
        }
        most = &v[i];
    }
    return NULL;
}

int64_t quorum_sum(const struct quorum_number *v, size_t n)
{
    int64_t sum = VOTE_UNKNOWN;
    for (size_t i = 0; i < n; i++) {
        if (v[i].value != VOTE_UNKNOWN) {
            sum = quorum_or_none(sum) + v[i].value;
        }
    }
    return sum;
}

const char *quorum_sum_fault(struct arena *a, const struct quorum_number *v,
                             size_t n, int64_t whole, const char *whole_text)
{
    int64_t sum = quorum_sum(v, n);
    bool all = quorum_missing(a, v, n)[0] == '\0';
    if (whole == VOTE_UNKNOWN || (all ? sum == whole : sum <= whole)) {
        return NULL;
    }
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        if (v[i].value != VOTE_UNKNOWN) {
            sb_addf(&sb, "%s%s %" PRId64, sb.len == 0 ? "" : "、", v[i].name,
                    v[i].value);
        }
    }
    sb_addf(&sb, "，共 %" PRId64 " 票，%s%s %" PRId64 " 不符；请重新清点。",
            sum, "与", whole_text, whole);
    return taken(a, &sb);
}

const char *quorum_missing(struct arena *a, const struct quorum_number *v,
                           size_t n)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < n; i++) {
        if (v[i].value == VOTE_UNKNOWN) {
            sb_addf(&sb, "%s%s", sb.len == 0 ? "" : "、", v[i].name);
        }
    }
    return taken(a, &sb);
}

/* ---- shares in words ------------------------------------------------- */

const char *quorum_fraction_text(struct arena *a, struct vote_share s)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};
    if (s.num == s.den) {
        return "全部";
    }
    if (s.num * 2 == s.den) {
        return "半数";
    }
    if (s.den < (int)ARRAY_LEN(digits)) {
        return arena_printf(a, "%s分之%s", digits[s.den], digits[s.num]);
    }
    return arena_printf(a, "%d/%d", s.num, s.den);
}

const char *quorum_share_text(struct arena *a, struct vote_share s)
{
    return arena_printf(a, "%s%s", s.strict ? "超过" : "不少于",
                        quorum_fraction_text(a, s));
}

const char *quorum_base_text(struct arena *a, const struct vote_rule *r,
                             enum vote_of of)
{
    return arena_printf(a, "%s%s", of == OF_PRESENT ? "实到会" : "应到会",
                        r->who);
}

const char *quorum_need_text(struct arena *a, const struct vote_rule *r,
                             int64_t n)
{
    const struct vote_share s = r->pass;
    if (n < 0) {
        return arena_printf(a, "须%s%s的%s", s.strict ? "超过" : "不少于",
                            quorum_base_text(a, r, s.of),
                            quorum_fraction_text(a, s));
    }
    int64_t least = vote_least(s, n);
    return s.strict ? arena_printf(a, "须超过 %" PRId64 " 票", least - 1)
                    : arena_printf(a, "须有 %" PRId64 " 票", least);
}

const char *quorum_come_text(struct arena *a, const struct vote_rule *r,
                             int64_t min_present)
{
    if (r->attend.of == OF_NONE) {
        return "到会人数不限";
    }
    if (min_present == VOTE_UNKNOWN) {
        return arena_printf(a, "到会须%s", quorum_share_text(a, r->attend));
    }
    return arena_printf(a, "须到会 %" PRId64, min_present);
}

const char *quorum_short_fault(struct arena *a, const struct vote_rule *r,
                               int64_t min_present, int64_t present)
{
    if (present < 0 || min_present < 0 || present >= min_present) {
        return NULL;
    }
    return arena_printf(a,
                        "只到会 %" PRId64 " 人，须%s，即 %" PRId64
                        " 人，还差 %" PRId64 " 人，会议无效；请改期再开。",
                        present, quorum_share_text(a, r->attend), min_present,
                        min_present - present);
}
