/* One row [guard.X] laid over a guard: words are checked, what is not written
   stays as it was; then what its kind needs must be there.

   Which rows may change which: pipeline.c. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

enum need { OF = 1, OF_STEP = 2, LEAST = 4, MOST = 8, WHAT = 16, MINUS = 32 };
enum units { NO_UNIT = 1, SPANS = 2, YEARS = 4, COUNTS = 8, RUNS = 16 };

/* `needs` must be written; `may` may be, too; nothing else of these. */
static const struct kind_spec {
    const char *name;
    unsigned needs, may;
    unsigned units;
} kinds[] = {
    [GUARD_AGE] = {"age", LEAST, 0, YEARS},
    [GUARD_AFTER] = {"after", OF, LEAST | MINUS | WHAT, SPANS},
    [GUARD_WITHIN] = {"within", OF | MOST, MINUS | WHAT, SPANS},
    [GUARD_VALID] = {"valid", OF | MOST, 0, SPANS},
    [GUARD_FIELD] = {"field", WHAT, 0, NO_UNIT},
    [GUARD_RESULT] = {"result", OF | OF_STEP | WHAT, 0, NO_UNIT},
    [GUARD_AMOUNT] = {"amount", WHAT, LEAST | MOST, COUNTS},
    [GUARD_HELPERS] = {"helpers", WHAT | LEAST | MOST, 0, COUNTS},
    [GUARD_KIN] = {"kin", WHAT, 0, NO_UNIT},
    [GUARD_ENTRIES] = {"entries", WHAT | LEAST, OF | OF_STEP, COUNTS},
    [GUARD_RHYTHM] = {"rhythm", OF | OF_STEP | MOST | WHAT, 0, SPANS},
    [GUARD_MEETING] = {"meeting", WHAT, 0, NO_UNIT},
    [GUARD_VOTE] = {"vote", WHAT, 0, NO_UNIT},
    [GUARD_NOTICE] = {"notice", LEAST, OF | OF_STEP, RUNS},
    [GUARD_PAPER] = {"paper", WHAT, 0, NO_UNIT},
    [GUARD_STAY] = {"stay", LEAST, 0, SPANS},
    [GUARD_LEAGUE] = {"league", MOST | WHAT, 0, YEARS},
    [GUARD_ONCE] = {"once", WHAT, 0, NO_UNIT},
    [GUARD_BY] = {"by", WHAT, 0, NO_UNIT},
};

const char *pipe_kind_name(const struct pipeline_guard *g)
{
    return g->kind == GUARD_DATE ? "date" : kinds[g->kind].name;
}

static bool complain(struct rule_file *f, const struct rule_row *r,
                     const char *key, const char *what)
{
    rule_complain(f, r, key, "%s", what);
    return false;
}

/* ---- single keys ----------------------------------------------------- */

static bool take_step(struct rule_file *f, const struct rule_row *r,
                      struct pipeline_guard *g)
{
    int no = 0;
    if (rule_get(r, "step")[0] == '\0') {
        return true;
    }
    if (!rule_number(r, "step", &no) || no < 1 || no > PIPELINE_STEPS) {
        return complain(f, r, "step",
                        "step 应是 1 至 25 的步骤号，这一条没有采用。");
    }
    g->step = no;
    return true;
}

static bool take_kind(struct rule_file *f, const struct rule_row *r,
                      struct pipeline_guard *g)
{
    const char *value = rule_get(r, "kind");
    if (value[0] == '\0') {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].name, value) == 0) {
            g->kind = (enum guard_kind)i;
            return true;
        }
    }
    return complain(f, r, "kind",
                    "kind 不认识，这一条没有采用；请核对能写哪些词。");
}

static bool take_of(struct rule_file *f, const struct rule_row *r,
                    struct pipeline_guard *g)
{
    static const struct {
        const char *word;
        int anchor;
    } anchors[] = {{"probation", ANCHOR_PROBATION},
                   {"asked", ANCHOR_ASKED},
                   {"entries", ANCHOR_ENTRIES}};
    const char *value = rule_get(r, "of");
    if (value[0] == '\0') {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(anchors); i++) {
        if (strcmp(anchors[i].word, value) == 0) {
            g->of = anchors[i].anchor;
            return true;
        }
    }
    if (!rule_number(r, "of", &g->of) || g->of < 1 || g->of > PIPELINE_STEPS) {
        return complain(f, r, "of",
                        "of 应是步骤号或 probation、asked、entries，这一条没有"
                        "采用。");
    }
    return true;
}

/* A new `least` takes both halves of the old one away. */
static bool take_amounts(struct rule_file *f, const struct rule_row *r,
                         struct pipeline_guard *g)
{
    if (pipe_amount_read(rule_get(r, "least"), &g->least, &g->or_least) ==
        AMOUNT_BAD) {
        return complain(f, r, "least",
                        "least 读不明白，这一条没有采用；应写成 1 年、"
                        "5 个工作日、2 名的样子。");
    }
    if (pipe_amount_read(rule_get(r, "most"), &g->most, NULL) == AMOUNT_BAD) {
        return complain(f, r, "most",
                        "most 读不明白，这一条没有采用；应写成 1 年、"
                        "5 个工作日、2 名的样子。");
    }
    return true;
}

/* A minus takes away what was said before. */
static void take_text(const struct rule_row *r, const char *key,
                      const char **out)
{
    const char *value = rule_get(r, key);
    if (value[0] != '\0') {
        *out = strcmp(value, "-") == 0 ? "" : value;
    }
}

/* yes for `one`, no for `other`; not written: *out stays. */
static bool take_flag(struct rule_file *f, const struct rule_row *r,
                      const char *key, const char *const words[2], bool *out)
{
    const char *value = rule_get(r, key);
    if (value[0] == '\0') {
        return true;
    }
    if (strcmp(value, words[0]) != 0 && strcmp(value, words[1]) != 0) {
        rule_complain(f, r, key, "%s 只能是 %s 或 %s，这一条没有采用。", key,
                      words[0], words[1]);
        return false;
    }
    *out = strcmp(value, words[1]) == 0;
    return true;
}

static bool take_warn(struct rule_file *f, const struct rule_row *r,
                      struct pipeline_guard *g)
{
    take_text(r, "warn", &g->warn);
    if (g->warn[0] != '\0' && (g->warn[0] != 'W' || strlen(g->warn) != 3 ||
                               strspn(g->warn + 1, "0123456789") != 2)) {
        return complain(f, r, "warn",
                        "warn 应是 W01 至 W99 的代号，这一条没有采用。");
    }
    if (rule_get(r, "lead")[0] != '\0' && !rule_number(r, "lead", &g->lead)) {
        return complain(f, r, "lead",
                        "lead 应是提前几天的整数，这一条没有采用。");
    }
    return true;
}

static bool take_scope(struct rule_file *f, const struct rule_row *r,
                       bool is_new, struct pipeline_guard *g)
{
    static const char *const breaches[] = {"reason", "refuse"};
    bool was_local = g->local;
    /* An own row that does not say its scope counts as local. */
    g->local = is_new ? r->local : g->local && r->local;
    if (is_new || (was_local && !g->local)) {
        g->refuses = !g->local;
    }
    return take_flag(f, r, "breach", breaches, &g->refuses);
}

/* ---- what a kind needs ----------------------------------------------- */

static bool unit_fits(unsigned units, struct guard_amount x)
{
    if (!x.set) {
        return true;
    }
    switch (x.unit) {
    case UNIT_NONE:
    case UNIT_COUNT:
        return (units & COUNTS) != 0;
    case UNIT_YEARS:
        return (units & (SPANS | YEARS)) != 0;
    case UNIT_MONTHS:
        return (units & SPANS) != 0;
    case UNIT_DAYS:
    case UNIT_WORKDAYS:
        return (units & (SPANS | RUNS)) != 0;
    }
    return false;
}

static bool what_fits(const struct pipeline_guard *g)
{
    switch (g->kind) {
    case GUARD_FIELD:
        return pipe_has("by way number result conclusion asked_on from_on "
                        "to_on",
                        g->what);
    case GUARD_AMOUNT:
        return pipe_has("hours days months hours/days days/hours", g->what);
    case GUARD_HELPERS:
    case GUARD_KIN:
        return pipe_has("contact introducer", g->what);
    case GUARD_BY:
        return pipe_has("other member", g->what);
    default:
        return true;
    }
}

/* The name of a key that is missing or too much, NULL when none is. */
static const char *wrong_key(const struct pipeline_guard *g)
{
    const struct kind_spec *k = &kinds[g->kind];
    const struct {
        unsigned bit;
        const char *key;
        bool set;
    } keys[] = {{OF, "of", g->of != 0},
                {LEAST, "least", g->least.set},
                {MOST, "most", g->most.set},
                {WHAT, "what", g->what[0] != '\0'}};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        bool may = ((k->needs | k->may) & keys[i].bit) != 0;
        bool must = (k->needs & keys[i].bit) != 0;
        if ((keys[i].set && !may) || (!keys[i].set && must)) {
            return keys[i].key;
        }
    }
    return NULL;
}

static const char *amounts_fault(const struct pipeline_guard *g)
{
    const struct kind_spec *k = &kinds[g->kind];
    bool minus = ((k->needs | k->may) & MINUS) != 0;
    bool halves = strchr(g->what, '/') != NULL && g->kind == GUARD_AMOUNT;
    if (!unit_fits(k->units, g->least) || !unit_fits(k->units, g->or_least) ||
        !unit_fits(k->units, g->most)) {
        return "数目的单位和 kind 对不上，这一条没有采用。";
    }
    if (!minus && ((g->least.set && g->least.n <= 0) ||
                   (g->most.set && g->most.n <= 0))) {
        return "least 和 most 应大于 0，这一条没有采用。";
    }
    if (g->or_least.set != halves || (halves && g->most.set)) {
        return "两栏的条件，least 要用 / 写两个数，不写 most，这一条没有采用。";
    }
    if (g->kind == GUARD_AMOUNT && !g->least.set && !g->most.set) {
        return "least 和 most 至少写一个，这一条没有采用。";
    }
    if (k->units == COUNTS && g->least.set && g->most.set &&
        g->least.n > g->most.n) {
        return "least 大于 most，前后矛盾，这一条没有采用。";
    }
    return NULL;
}

static bool check_guard(struct rule_file *f, const struct rule_row *r,
                        const struct pipeline_guard *g)
{
    const char *key = wrong_key(g);
    if (key != NULL) {
        rule_complain(f, r, key, "这一种 kind（%s）%s %s，这一条没有采用。",
                      kinds[g->kind].name,
                      rule_get(r, key)[0] == '\0' ? "要写" : "不能写", key);
        return false;
    }
    const char *fault = amounts_fault(g);
    if (fault != NULL) {
        return complain(
            f, r, rule_get(r, "least")[0] == '\0' ? "most" : "least", fault);
    }
    if (!what_fits(g)) {
        return complain(f, r, "what",
                        "what 和 kind 对不上，这一条没有采用；请核对能写哪些"
                        "词。");
    }
    bool step_only =
        ((kinds[g->kind].needs | kinds[g->kind].may) & OF_STEP) != 0;
    if ((step_only && g->of > PIPELINE_STEPS) ||
        (g->of <= PIPELINE_STEPS && g->of >= g->step)) {
        return complain(f, r, "of", "of 应是本步以前的一步，这一条没有采用。");
    }
    return g->text[0] != '\0' ||
           complain(f, r, "text",
                    "没有写 text，这一条没有采用；请写规定的意思。");
}

/* ---- the row --------------------------------------------------------- */

/* An own row with other numbers and no words of its own must not show those of
   the row it changes as they are. */
static const char *changed_text(struct arena *a, const struct rule_row *r,
                                const struct pipeline_guard *g)
{
    bool least = rule_get(r, "least")[0] != '\0';
    bool most = rule_get(r, "most")[0] != '\0';
    if (!r->own || rule_get(r, "text")[0] != '\0' || (!least && !most)) {
        return g->text;
    }
    return arena_printf(a, "%s（现改为%s%s%s%s%s）。",
                        pipe_without_end(a, g->text), least ? "不少于 " : "",
                        least ? rule_get(r, "least") : "",
                        least && most ? "，" : "", most ? "不超过 " : "",
                        most ? rule_get(r, "most") : "");
}

bool pipe_take_guard(struct rule_file *f, const struct rule_row *r,
                     struct pipeline_guard *g)
{
    static const char *const offs[] = {"no", "yes"};
    static const char *const needed[] = {"step", "kind", "text"};
    bool is_new = g->step == 0;
    for (size_t i = 0; is_new && i < ARRAY_LEN(needed); i++) {
        if (rule_get(r, needed[i])[0] == '\0') {
            rule_complain(f, r, NULL, "没有写 %s，这一条没有采用。", needed[i]);
            return false;
        }
    }
    if (!take_step(f, r, g) || !take_kind(f, r, g) || !take_of(f, r, g) ||
        !take_amounts(f, r, g) || !take_flag(f, r, "off", offs, &g->off) ||
        !take_warn(f, r, g) || !take_scope(f, r, is_new, g)) {
        return false;
    }
    take_text(r, "what", &g->what);
    take_text(r, "only", &g->only);
    take_text(r, "unless", &g->unless);
    take_text(r, "text", &g->text);
    g->text = changed_text(f->arena, r, g);
    g->basis = rule_basis(f->arena, r);
    g->own = g->own || r->own;
    return check_guard(f, r, g);
}
