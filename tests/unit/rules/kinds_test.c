/* Kinds of organisational life: the compiled-in ones, a branch's own ones,
   broken rows, finding, combining. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/rules/kinds.h"

static const char *builtin_text(void)
{
    const struct embed_file *f = embed_find("rules/kinds.ini");
    assert_non_null(f);
    return f->text;
}

static void load(struct kinds *k, struct arena *a, const char *own)
{
    struct err err = ERR_INIT;
    if (!kinds_load(k, a, builtin_text(), own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static const struct kind *get(const struct kinds *k, const char *code)
{
    const struct kind *x = kinds_by_code(k, code);
    if (x == NULL) {
        fail_msg("no kind %s", code);
    }
    return x;
}

static bool has_word(const char *const *words, const char *word)
{
    while (*words != NULL && strcmp(*words, word) != 0) {
        words++;
    }
    return *words != NULL;
}

static size_t words_in(const char *const *words)
{
    size_t n = 0;
    while (words[n] != NULL) {
        n++;
    }
    return n;
}

/* domain.md 3.1, 3.3, 3.7, 6.1: who attends, what makes it valid, which year
   it counts for. */
static const struct want {
    const char *code;
    const char *name;
    enum kind_body body;
    const char *vote;
    const char *flags; /* number, by_year, agenda: n y a */
} wants[] = {
    {"branch.meeting", "支部党员大会", BODY_ALL, "general", "n a"},
    {"committee.meeting", "支部委员会会议", BODY_COMMITTEE, "committee", "n a"},
    {"group.meeting", "党小组会", BODY_GROUP, "", "n a"},
    {"lecture", "党课", BODY_ALL, "", "n  "},
    {"themeday", "主题党日", BODY_ALL, "", "n a"},
    {"life.branch", "组织生活会", BODY_ALL, "", " ya"},
    {"review", "民主评议党员", BODY_ALL, "general", " ya"},
    {"life.leaders", "民主生活会", BODY_POSTS, "life", " ya"},
    {"centre.study", "党组理论学习中心组学习", BODY_POSTS, "", "n  "},
    {"first.topic", "党组会第一议题", BODY_POSTS, "", "n  "},
    {"study", "集中学习", BODY_ALL, "", "n  "},
    {"seminar", "专题研讨", BODY_ALL, "", "n  "},
    {"coaching", "专题辅导", BODY_ALL, "", "n  "},
    {"broadcast", "集中收看", BODY_ALL, "", "   "},
    {"contest", "知识竞赛和理论研讨", BODY_NAMED, "", "   "},
    {"party.building", "党建和从严治党专题会", BODY_COMMITTEE, "", "  a"},
    {"ideology", "意识形态专题研究", BODY_COMMITTEE, "", "  a"},
    {"integrity", "廉政（警示）教育", BODY_ALL, "", "   "},
    {"training", "培训班", BODY_NAMED, "", "   "},
    {"volunteer", "志愿服务", BODY_NAMED, "", "   "},
    {"visit", "走访调研", BODY_NAMED, "", "   "},
    {"redsite", "红色教育", BODY_ALL, "", "   "},
};

TEST(kinds_compiled_in_are_those_of_the_domain)
{
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, NULL);
    assert_int_equal(k.n_complaints, 0);
    assert_int_equal(k.n, ARRAY_LEN(wants));
    for (size_t i = 0; i < ARRAY_LEN(wants); i++) {
        const struct want *w = &wants[i];
        const struct kind *x = get(&k, w->code);
        char flags[4];
        snprintf(flags, sizeof flags, "%c%c%c", x->number ? 'n' : ' ',
                 x->by_year ? 'y' : ' ', x->agenda ? 'a' : ' ');
        if (strcmp(x->name, w->name) != 0 || x->body != w->body ||
            strcmp(x->vote, w->vote) != 0 || strcmp(flags, w->flags) != 0) {
            fail_msg("%s: %s %d %s %s", w->code, x->name, (int)x->body, x->vote,
                     flags);
        }
        if (x->abbr[0] == '\0' || x->basis[0] == '\0' || x->chair[0] == '\0' ||
            x->own || x->late_days != 3 || strchr(x->outline, '\n') == NULL) {
            fail_msg("%s: not whole", w->code);
        }
    }
    arena_clear(&a);
}

/* The fields of its own, as domain.md 3.3, 3.7, 4.3 and 6.1 A, B ask. */
TEST(kinds_ask_for_their_own_fields)
{
    static const struct {
        const char *code;
        enum kind_part part;
        const char *label;
    } rows[] = {
        {"lecture", PART_TITLE, "党课题目"},
        {"lecture", PART_LEAD, "授课人"},
        {"lecture", PART_LEAD_OUT, "外请授课人"},
        {"themeday", PART_TITLE, "活动主题"},
        {"themeday", PART_FORM, "活动形式"},
        {"themeday", PART_BASE, "活动基地"},
        {"themeday", PART_BOXES, "四有和仪式"},
        {"centre.study", PART_LEAD, "中心发言人"},
        {"centre.study", PART_READINGS, "学习篇目"},
        {"first.topic", PART_LEAD, "领学人"},
        {"first.topic", PART_READINGS, "学习内容"},
        {"first.topic", PART_EXTRA, "贯彻措施"},
        {"study", PART_HOURS, "学时"},
        {"study", PART_LEAD, "领学人"},
        {"coaching", PART_LEAD_OUT, "外请辅导人"},
        {"integrity", PART_READINGS, "学习的通报（文号）"},
        {"redsite", PART_BASE, "教育基地"},
        {"branch.meeting", PART_TITLE, NULL},
        {"committee.meeting", PART_HOURS, NULL},
        {"study", PART_BOXES, NULL},
    };
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = get(&k, rows[i].code)->part[rows[i].part];
        const char *want = rows[i].label;
        if ((got == NULL) != (want == NULL) ||
            (got != NULL && strcmp(got, want) != 0)) {
            fail_msg("row %zu %s: %s", i, rows[i].code, got ? got : "none");
        }
    }
    static const char *const boxes[] = {"有主题",     "有主讲",   "有讨论",
                                        "有收获",     "缴纳党费", "重温誓词",
                                        "重温志愿书", "戴徽章"};
    const struct kind *day = get(&k, "themeday");
    assert_int_equal(words_in(day->boxes), ARRAY_LEN(boxes));
    for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
        assert_true(has_word(day->boxes, boxes[i]));
    }
    static const char *const lectures[] = {"书记", "领导", "普通", "微党课"};
    for (size_t i = 0; i < ARRAY_LEN(lectures); i++) {
        assert_true(has_word(get(&k, "lecture")->subs, lectures[i]));
    }
    assert_true(has_word(get(&k, "centre.study")->subs, "巡学旁听"));
    assert_true(has_word(get(&k, "committee.meeting")->posts, "01"));
    assert_true(has_word(get(&k, "centre.study")->posts, "56"));
    assert_true(has_word(get(&k, "life.leaders")->posts, "51"));
    arena_clear(&a);
}

/* domain.md 3.4. */
TEST(kinds_combine_as_the_domain_says)
{
    static const struct {
        const char *one;
        const char *other;
        bool may;
    } rows[] = {
        {"branch.meeting", "lecture", true},
        {"life.branch", "review", true},
        {"branch.meeting", "review", true},
        {"committee.meeting", "group.meeting", false},
        {"committee.meeting", "branch.meeting", false},
        {"committee.meeting", "study", true},
        {"committee.meeting", "first.topic", true},
        {"committee.meeting", "party.building", true},
        {"committee.meeting", "ideology", true},
        {"life.leaders", "group.meeting", false},
        {"lecture", "lecture", false},
        {"themeday", "themeday", false},
    };
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct kind *one = get(&k, rows[i].one);
        const struct kind *other = get(&k, rows[i].other);
        if (kinds_combine(one, other) != rows[i].may ||
            kinds_combine(other, one) != rows[i].may) {
            fail_msg("%s + %s", rows[i].one, rows[i].other);
        }
    }
    const struct kind *day = get(&k, "themeday");
    for (size_t i = 0; i < k.n; i++) {
        assert_int_equal(kinds_combine(day, &k.list[i]), day != &k.list[i]);
        for (size_t j = 0; j < k.n; j++) {
            assert_int_equal(kinds_combine(&k.list[i], &k.list[j]),
                             kinds_combine(&k.list[j], &k.list[i]));
        }
    }
    arena_clear(&a);
}

TEST(kinds_are_found_by_what_is_typed)
{
    static const struct {
        const char *typed;
        const char *code; /* NULL: none, or more than one */
    } rows[] = {
        {"lecture", "lecture"},
        {"LECTURE", "lecture"},
        {"ｌｅｃｔｕｒｅ", "lecture"},
        {"党课", "lecture"},
        {"微党课", "lecture"},
        {"dk", "lecture"},
        {"dangke", "lecture"},
        {"dydh", "branch.meeting"},
        {"zbdydh", "branch.meeting"},
        {"zwh", "committee.meeting"},
        {"ZWH", "committee.meeting"},
        {"支委会", "committee.meeting"},
        {"dxzh", "group.meeting"},
        {"ztdr", "themeday"},
        {"zhutidangri", "themeday"},
        {"mzpy", "review"},
        {"民主评议", "review"},
        {"zzshh", "life.branch"},
        {"mzshh", "life.leaders"},
        {"zxz", "centre.study"},
        {"第一议题", "first.topic"},
        {"dyyt", "first.topic"},
        {"廉政（警示）教育", "integrity"},
        {"支部党员大会", "branch.meeting"},
        {"党日", "themeday"},
        {"会议", NULL},
        {"zt", NULL},
        {"学习", NULL},
        {"没有这种", NULL},
        {"xyz", NULL},
        {"", NULL},
        {" ", NULL},
    };
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct kind *got = kinds_find(&k, rows[i].typed);
        const char *code = got == NULL ? NULL : got->code;
        if ((code == NULL) != (rows[i].code == NULL) ||
            (code != NULL && strcmp(code, rows[i].code) != 0)) {
            fail_msg("%s: %s", rows[i].typed, code == NULL ? "none" : code);
        }
    }
    arena_clear(&a);
}

/* No name or other spelling stands for two kinds. */
TEST(kinds_each_spelling_finds_its_kind)
{
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, NULL);
    for (size_t i = 0; i < k.n; i++) {
        const struct kind *x = &k.list[i];
        const char *const *words =
            rule_words(&a, arena_printf(&a, "%s %s %s %s", x->code, x->name,
                                        x->abbr, x->aliases));
        for (; *words != NULL; words++) {
            if (kinds_find(&k, *words) != x) {
                fail_msg("%s is not %s", *words, x->code);
            }
        }
    }
    arena_clear(&a);
}

#define OWN_READING                                                            \
    "[reading.club]\nname = 读书会\nalias = 读书班\nbody = all\n"        \
    "title = 书名\nwith = study\noutline1 = 一、读。\n"                  \
    "outline3 = 二、议。\nbasis = 本支部决定\n"

TEST(kinds_a_new_code_is_a_new_kind)
{
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a, OWN_READING);
    assert_int_equal(k.n_complaints, 0);
    assert_int_equal(k.n, ARRAY_LEN(wants) + 1);
    const struct kind *x = get(&k, "reading.club");
    assert_true(x->own);
    assert_string_equal(x->name, "读书会");
    assert_string_equal(x->abbr, "读书会");
    assert_string_equal(x->basis, "本支部决定");
    assert_string_equal(x->outline, "一、读。\n二、议。");
    assert_string_equal(x->part[PART_TITLE], "书名");
    assert_null(x->part[PART_LEAD]);
    assert_false(x->number);
    assert_int_equal(x->late_days, 3);
    assert_ptr_equal(kinds_find(&k, "dsb"), x);
    /* its own list is enough for both sides */
    assert_true(kinds_combine(get(&k, "study"), x));
    assert_true(kinds_combine(get(&k, "themeday"), x));
    assert_false(kinds_combine(get(&k, "branch.meeting"), x));
    arena_clear(&a);
}

TEST(kinds_a_known_code_changes_what_it_says)
{
    struct arena a = ARENA_INIT;
    struct kinds base;
    struct kinds k;
    load(&base, &a, NULL);
    load(&k, &a,
         "[themeday 2027]\nboxes = 有主题 有成果\nbase = -\n"
         "late_days = 10\nagenda = no\nbasis = 某市〔2027〕1号\n"
         "article = 第二条\n"
         "[lecture]\nname = 专题党课\noutline1 = 只有一行。\nboxes = 甲\n"
         "basis = 本支部决定\n");
    assert_int_equal(k.n_complaints, 0);
    assert_int_equal(k.n, base.n);
    const struct kind *x = get(&k, "themeday");
    const struct kind *old = get(&base, "themeday");
    assert_int_equal(words_in(x->boxes), 2);
    assert_null(x->part[PART_BASE]);
    assert_int_equal(x->late_days, 10);
    assert_false(x->agenda);
    assert_string_equal(x->basis, "某市〔2027〕1号第二条");
    assert_true(x->own);
    /* the rest stays */
    assert_string_equal(x->name, old->name);
    assert_string_equal(x->outline, old->outline);
    assert_string_equal(x->part[PART_BOXES], "四有和仪式");
    assert_true(x->number);
    assert_int_equal(x->body, old->body);
    x = get(&k, "lecture");
    assert_string_equal(x->abbr, "专题党课"); /* it was the name before */
    assert_string_equal(x->outline, "只有一行。");
    assert_string_equal(x->part[PART_BOXES], "选项");
    /* nobody else's */
    assert_string_equal(get(&k, "study")->basis, get(&base, "study")->basis);
    /* a minus takes boxes and their label away */
    load(&k, &a, "[themeday]\nboxes = -\nbasis = 本支部决定\n");
    assert_null(get(&k, "themeday")->part[PART_BOXES]);
    assert_int_equal(words_in(get(&k, "themeday")->boxes), 0);
    arena_clear(&a);
}

TEST(kinds_a_broken_row_is_named_and_the_rest_loads)
{
    static const struct {
        const char *text;
        int line;
        const char *says;
    } rows[] = {
        {"[x]\nname = 甲\nbody = everybody\n", 3, "body 不认识 everybody"},
        {"[x]\nname = 甲\n", 2, "没有写 body"},
        {"[x]\nbody = all\n", 2, "没有写 name"},
        {"[x]\nname = 甲\nbody = all\ncolour = 1\n", 4, "没有 colour"},
        {"[x]\nname = 甲\nbody = posts\nposts = 51 五二\n", 4, "五二"},
        {"[x]\nname = 甲\nbody = posts\nposts = 511\n", 4, "511"},
        {"[x]\nname = 甲\nbody = posts\nposts = 5\n", 4, " 5 "},
        {"[x]\nname = 甲\nbody = committee\n", 3, "没有写 posts"},
        {"[x]\nname = 甲\nbody = all\nchair_posts = 书记\n", 4, "书记"},
        {"[x]\nname = 甲\nbody = all\nnumber = 是\n", 4, "number 只能是"},
        {"[x]\nname = 甲\nbody = all\nby_year = 1\n", 4, "by_year 只能是"},
        {"[x]\nname = 甲\nbody = all\nlate_days = 三\n", 4, "late_days"},
        {"[x]\nname = 党课\nbody = all\n", 2, "与 [lecture] 同名"},
        {"[X Y]\nname = 甲\nbody = all\n", 2, "小写英文字母"},
        {"[lecture]\nbody = nobody\n", 2, "body 不认识"},
        {"[lecture]\nname = -\n", 2, "没有写 name"},
        {"[life.leaders]\nposts = -\n", 2, "没有写 posts"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct kinds k;
        load(&k, &a,
             arena_printf(&a, "%sbasis = 1\n%s", rows[i].text, OWN_READING));
        const struct ini_complaint *c = k.complaints;
        if (k.n_complaints != 1 || c->line != rows[i].line ||
            strstr(c->text, rows[i].says) == NULL ||
            strncmp(c->text, "第 ", 4) != 0) {
            fail_msg("row %zu: %s", i, k.n_complaints > 0 ? c->text : "none");
        }
        /* left out whole, the old one stays, the good one is there */
        assert_int_equal(k.n, ARRAY_LEN(wants) + 1);
        assert_string_equal(get(&k, "lecture")->name, "党课");
        assert_false(get(&k, "lecture")->own);
        get(&k, "reading.club");
        arena_clear(&a);
    }
}

TEST(kinds_an_unknown_partner_is_named)
{
    struct arena a = ARENA_INIT;
    struct kinds k;
    load(&k, &a,
         "[one]\nname = 甲\nbody = all\nbasis = 1\nwith = two nothing *\n"
         "[two]\nname = 乙\nbody = all\nbasis = 1\nwith = -\n");
    assert_int_equal(k.n_complaints, 1);
    assert_int_equal(k.complaints[0].line, 5);
    assert_non_null(strstr(k.complaints[0].text, "nothing"));
    assert_true(kinds_combine(get(&k, "two"), get(&k, "one")));
    arena_clear(&a);
}

TEST(kinds_compiled_in_rows_must_be_whole)
{
    static const char *const texts[] = {
        "",
        "[x]\nname = 甲\nbody = all\nbasis = 1\nfrom = 2020-01-01\n",
        "[x]\nname = 甲\nbody = al\nbasis = 1\nfrom = 2020-01-01\n"
        "scope = local\n",
        "[x]\nname = 甲\nbody = all\nbasis = 1\nfrom = 2020-01-01\n"
        "scope = local\nwith = y\n",
        "[x]\nname = 甲\nbody = all\nbasis = 1\nfrom = 2020-01-01\n"
        "scope = local\n[x 2]\nname = 乙\nbody = all\nbasis = 1\n"
        "from = 2020-01-01\nscope = local\n",
        "[x]\nname = 甲\nbody = all\nbasis = 1\nfrom = 2020-01-01\n"
        "scope = local\noops\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct arena a = ARENA_INIT;
        struct kinds k;
        struct err err = ERR_INIT;
        if (kinds_load(&k, &a, texts[i], NULL, &err) ||
            !err_is(&err, "E-KIND-001")) {
            fail_msg("text %zu: %s", i, err.code);
        }
        arena_clear(&a);
    }
}
