/* Code tables: what is found, what is refused, and that the files themselves
   say nothing twice. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

TEST(codes_tables_are_there_with_their_size)
{
    static const struct {
        const char *table;
        size_t n;
        const char *first;
    } rows[] = {
        {"sex", 4, "男"},
        {"nation", 58, "汉族"},
        {"education", 38, "研究生"},
        {"degree", 4, "博士"},
        {"politic", 13, "中共党员"},
        {"job", 19, "党政机关工作人员"},
        {"join_kind", 4, "发展入党"},
        {"in_kind", 7, "初始登记"},
        {"out_kind", 11, "转出组织关系"},
        {"party_state", 5, "正常"},
        {"lost_case", 7, "外出务工经商"},
        {"org_kind", 9, "国有企业"},
        {"branch_kind", 7, "党支部"},
        {"post", 19, "书记"},
        {"away_kind", 9, "流动党员"},
        {"contact_way", 6, "电话"},
        {"honour_level", 7, "国家级"},
        {"health", 4, "健康或良好"},
        {"event_state", 4, "计划"},
        {"attend_state", 4, "出席"},
        {"absence_reason", 12, "因公出差"},
        {"makeup_form", 6, "自学"},
        {"vote_way", 4, "无记名投票"},
        {"vote_verdict", 4, "通过"},
        {"rights", 7, "患精神病或不能表达意志"},
        {"talk_kind", 9, "日常谈心"},
        {"attachment_kind", 7, "签到表"},
        {"review_grade", 5, "优秀"},
        {"report_grade", 4, "好"},
        {"election_kind", 3, "换届选举"},
        {"pay_way", 3, "现金"},
        {"payment_kind", 2, "月党费"},
        {"due_state", 5, "应交"},
        {"sitting_kind", 2, "收缴"},
        {"assess_reason", 8, "年初核定"},
        {"dues_place", 2, "本支部"},
        {"dues_relief", 2, "少交"},
        {"fund_kind", 5, "留用党费"},
        {"fund_io", 2, "收入"},
        {"pipeline_origin", 3, "本支部申请"},
        {"pipeline_end", 8, "本人撤回申请"},
        {"pipeline_role", 2, "培养联系人"},
        {"step_result", 12, "同意"},
        {"step_entry", 5, "思想汇报"},
        {"recommend_way", 5, "党员推荐"},
        {"report_group", 11, "思想建设"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct code_table *t = codes_table(rows[i].table);
        if (t == NULL || t->n != rows[i].n ||
            strcmp(t->name, rows[i].table) != 0 ||
            strcmp(t->codes[0].name, rows[i].first) != 0) {
            fail_msg("%s: %zu", rows[i].table, t == NULL ? 0 : t->n);
        }
        assert_ptr_equal(t, codes_table(rows[i].table));
    }
    assert_null(codes_table("nations"));
    assert_null(codes_find("nations", "汉"));
    assert_string_equal(codes_name("nations", "01"), "");
    size_t files = 0;
    for (const struct embed_file *f = embed_files; f->name != NULL; f++) {
        files += strncmp(f->name, "codes/", 6) == 0;
    }
    assert_int_equal(files, ARRAY_LEN(rows));
}

TEST(codes_find_what_people_type)
{
    static const struct {
        const char *table;
        const char *typed;
        const char *code; /* NULL: none */
    } rows[] = {
        /* code, name, spaces and full width around them */
        {"sex", "1", "1"},
        {"sex", "女", "2"},
        {"sex", " 女　", "2"},
        {"sex", "２", "2"},
        {"sex", "女性", "2"},
        {"sex", "01", "1"},
        {"nation", "01", "01"},
        {"nation", "１", "01"},
        {"nation", "汉族", "01"},
        {"nation", "汉", "01"},
        {"nation", "回", "03"},
        {"nation", "维族", "05"},
        {"nation", "基诺", "56"},
        /* wrong and old forms */
        {"nation", "毛难族", "36"},
        {"nation", "崩龙族", "46"},
        {"nation", "傈傈族", "20"},
        {"nation", "达翰尔族", "31"},
        {"nation", "乌兹别克族", "43"},
        {"nation", "乌兹别克", "43"},
        {"nation", "97", "97"},
        {"nation", "未识别民族", "97"},
        {"nation", "57", NULL},
        {"nation", "57族", NULL},
        {"nation", "001", "01"},
        {"nation", "0", NULL},
        {"nation", "族", NULL},
        {"nation", "", NULL},
        {"nation", "  ", NULL},
        {"nation", "汉人", NULL},
        /* initials: only when one fits */
        {"nation", "wwez", "05"},
        {"nation", "WWEZ", "05"},
        {"nation", "kekzz", "29"},
        {"nation", "hz", NULL},
        {"nation", "mz", NULL},
        {"nation", "z", NULL},
        {"post", "zzwy", "11"},
        {"post", "fsj", "02"},
        {"post", "sj", "01"},
        {"post", "dxzzz", "31"},
        {"sex", "n", NULL},
        {"politic", "qz", "13"},
        {"out_kind", "sw", "51"},
        /* as spoken */
        {"education", "本科", "20"},
        {"education", "大学", "20"},
        {"education", "大专", "30"},
        {"education", "研究生", "10"},
        {"education", "硕士", "14"},
        {"education", "博士", "11"},
        {"education", "高中", "60"},
        {"education", "初中", "70"},
        {"education", "中专", "41"},
        {"education", "dxbk", "20"},
        {"degree", "学士学位", "4"},
        {"degree", "无", "0"},
        {"politic", "党员", "01"},
        {"politic", "团员", "03"},
        {"politic", "九三学社", "10"},
        {"politic", "3", "03"},
        {"job", "公务员", "011"},
        {"job", "11", "011"},
        {"job", "164", "0164"},
        {"job", "退休", "4"},
        {"job", "企业管理人员", NULL},
        {"job", "113", "113"},
        {"job", "1", "1"},
        {"in_kind", "初始登记", "01"},
        {"in_kind", "转入", "31"},
        {"in_kind", "转入组织关系", "31"},
        {"out_kind", "去世", "51"},
        {"out_kind", "转出组织关系", "41"},
        {"out_kind", "整建制转出", "42"},
        {"branch_kind", "支部", "01"},
        {"branch_kind", "退休支部", "04"},
        {"post", "支委", "29"},
        {"post", "小组长", "31"},
        {"away_kind", "出国（境）", "07"},
        {"away_kind", "出国(境)", "07"},
        {"away_kind", "cgj", "07"},
        {"away_kind", "流动", "01"},
        {"contact_way", "上门", "03"},
        {"honour_level", "系统", "5"},
        {"honour_level", "机关工委／系统", "5"},
        {"health", "残疾", "6"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = codes_find(rows[i].table, rows[i].typed);
        bool same = got == NULL || rows[i].code == NULL
                        ? got == rows[i].code
                        : strcmp(got, rows[i].code) == 0;
        if (!same) {
            fail_msg("%s: \"%s\" gives %s, wanted %s", rows[i].table,
                     rows[i].typed, got == NULL ? "none" : got,
                     rows[i].code == NULL ? "none" : rows[i].code);
        }
    }
}

TEST(codes_names_and_groups)
{
    static const struct {
        const char *table;
        const char *code;
        const char *name;
        const char *group;
    } rows[] = {
        {"sex", "1", "男", ""},
        {"nation", "36", "毛南族", ""},
        {"nation", "56", "基诺族", ""},
        {"education", "14", "硕士研究生毕业", "研究生"},
        {"education", "20", "大学本科", "大学本科"},
        {"education", "31", "大学专科毕业", "大学专科"},
        {"education", "41", "中等专科毕业", "中专"},
        {"education", "47", "技工学校毕业", "高中、中技"},
        {"education", "80", "小学", "初中及以下"},
        {"education", "23", "大学本科肄业", "高中、中技"},
        {"job", "011", "党政机关工作人员", "在岗职工·公有制单位"},
        {"job", "025", "非公有制单位工勤技能人员", "在岗职工·非公有制单位"},
        {"job", "4", "离退休人员", "离退休人员"},
        {"out_kind", "75", "自行脱党除名", "出党"},
        {"in_kind", "32", "整建制转入", "转入组织关系"},
        {"politic", "13", "群众", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct code_table *t = codes_table(rows[i].table);
        const char *group = "missing";
        for (size_t k = 0; k < t->n; k++) {
            if (strcmp(t->codes[k].code, rows[i].code) == 0) {
                group = t->codes[k].group;
            }
        }
        if (strcmp(codes_name(rows[i].table, rows[i].code), rows[i].name) !=
                0 ||
            strcmp(group, rows[i].group) != 0) {
            fail_msg("%s %s: %s, %s", rows[i].table, rows[i].code,
                     codes_name(rows[i].table, rows[i].code), group);
        }
    }
    assert_string_equal(codes_name("nation", "99"), "");
    assert_string_equal(codes_name("nation", ""), "");
    assert_string_equal(codes_name("nation", "1"), ""); /* stored codes only */
}

/* Everything a file says must lead back to the code it stands by: a spelling
   given twice, or equal to another code, would be found at the wrong one. */
static void check_word(const char *path, const char *table, const char *code,
                       const char *word, size_t n)
{
    char typed[128];
    assert_true(n < sizeof typed);
    memcpy(typed, word, n);
    typed[n] = '\0';
    const char *got = codes_find(table, typed);
    if (got == NULL || strcmp(got, code) != 0) {
        fail_msg("%s: \"%s\" of %s leads to %s", path, typed, code,
                 got == NULL ? "nothing" : got);
    }
}

static void check_line(const char *path, const char *table, char *line)
{
    char *cell[5] = {line, NULL, NULL, NULL, NULL};
    size_t n = 1;
    for (char *s = line; *s != '\0'; s++) {
        if (*s == '\t') {
            *s = '\0';
            assert_true(n < 5);
            cell[n++] = s + 1;
        }
    }
    if (n < 2 || n > 4 || strlen(cell[0]) > 4 ||
        cell[0][strspn(cell[0], "0123456789abcdefghijklmnopqrstuvwxyz")] !=
            '\0') {
        fail_msg("%s: %s has %zu cells", path, line, n);
    }
    check_word(path, table, cell[0], cell[0], strlen(cell[0]));
    check_word(path, table, cell[0], cell[1], strlen(cell[1]));
    for (const char *s = n == 4 ? cell[3] : ""; *s != '\0';) {
        size_t len = strcspn(s, " ");
        assert_true(len > 0);
        check_word(path, table, cell[0], s, len);
        s += len + (s[len] == ' ');
    }
}

TEST(codes_files_say_nothing_twice)
{
    size_t lines = 0;
    for (const struct embed_file *f = embed_files; f->name != NULL; f++) {
        if (strncmp(f->name, "codes/", 6) != 0) {
            continue;
        }
        assert_true(utf8_valid(f->text, f->n, NULL));
        char table[64];
        snprintf(table, sizeof table, "%s", f->name + 6);
        *strchr(table, '.') = '\0';
        size_t before = lines;
        for (const char *s = f->text; *s != '\0';) {
            size_t n = strcspn(s, "\n");
            char line[512];
            assert_true(n < sizeof line);
            memcpy(line, s, n);
            line[n] = '\0';
            if (n > 0 && line[0] != '#') {
                check_line(f->name, table, line);
                lines++;
            }
            s += n + (s[n] == '\n');
        }
        assert_int_equal(lines - before, codes_table(table)->n);
    }
    assert_true(lines > 200);
}
