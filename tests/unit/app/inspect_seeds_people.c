/* Faults in people: the branch, its posts, the roster. */
#include "inspect_seeds.h"

/* Somebody new and whole, in the branch from a day on. */
#define PERSON(id, from)                                                       \
    "insert into person (id, ver, name, name_key, ord, sex, nation, birth_on," \
    " education, job, address, join_on, full_on, idno, phone)"                 \
    " select " #id ", 1, '试甲" #id "', 's', 900, sex, nation, birth_on,"      \
    " education, job, address, join_on, full_on, idno, phone from person"      \
    " where id = 8;\n"                                                         \
    "insert into member (ver, person_id, branch_id, from_on, in_kind)"         \
    " values (1, " #id ", 1, '" from "', '31');\n"

static const struct inspect_seed list[] = {
    {.fault = "the term was over today; it was put off as far as that",
     .sql = "update term set years = 2, extended_to = '2026-11-20'"
            " where id = 4",
     .rule = "I26",
     .says = "第 4 届（2024-04-18 选举）延期到 2026-11-20 也已届满"},
    {.fault = "the term was over in April",
     .sql = "update term set years = 2 where id = 4",
     .rule = "I26",
     .says = "2026-04-18 已届满，还没有换届"},
    {.fault = "put off by a year and a day; by a year may be",
     .sql = "update term set years = 2, extended_to = '2027-04-19'"
            " where id = 4;\n"
            "insert into term (ver, branch_id, no, elected_on, years,"
            " extended_to) values (1, 1, 5, '2024-04-18', 2, '2027-04-18')",
     .rule = "I26",
     .says = "延期到 2027-04-19，超过一年"},
    {.fault = "over in three months to the day; the other one a day later",
     .sql = "update term set years = 2, extended_to = '2027-02-20'"
            " where id = 4;\n"
            "insert into term (ver, branch_id, no, elected_on, years,"
            " extended_to) values (1, 1, 5, '2024-04-18', 2, '2027-02-21')",
     .rule = "I27",
     .says = "第 4 届 2027-02-20 届满，不到三个月"},
    {.fault = "elected 31 days ago and not reported; 30 days are time",
     .sql = "insert into election (ver, branch_id, kind, on_day, seats,"
            " verdict, entitled, present, issued, returned) values"
            " (1, 1, '2', '2026-10-20', 1, '2', 26, 24, 24, 24),"
            " (1, 1, '2', '2026-10-21', 1, '2', 26, 24, 24, 24);\n"
            "update election set verdict = '1'"
            " where on_day >= '2026-10-20'",
     .rule = "I27",
     .n = 3, /* and both are without candidates */
     .says = "选",
     .also = "I28"},
    {.fault = "a committee was elected, and nobody had been asked",
     .sql = "update election set on_day = '2026-04-18', report_on = null,"
            " filed_on = null, granted_on = null where id = 1",
     .rule = "I28",
     .says = "2026-04-18 换届选举：没有登记上级同意换届的批复",
     .also = "I27"},
    {.fault = "more ballots came back than were given out",
     .sql = "update election set on_day = '2026-04-18', report_on = null,"
            " filed_on = null, returned = 26 where id = 1",
     .rule = "I28",
     .n = 2, /* and so nobody was elected */
     .says = "2026-04-18 选举：",
     .also = "I27"},
    {.fault = "no secretary since November",
     .sql = "update post set to_on = '2026-11-01' where id = 3",
     .rule = "I29",
     .says = "2026-11-20 支部没有书记",
     .also = "I30"},
    {.fault = "two are left of the committee",
     .sql = "update post set to_on = '2026-11-01' where id in (5, 6, 7)",
     .rule = "I29",
     .says = "支部委员会有 2 人，不到三人",
     .also = "I30"},
    {.fault = "eight in the committee",
     .sql = "insert into post (ver, person_id, branch_id, kind, from_on)"
            " values (1, 12, 1, '29', '2026-11-01'),"
            " (1, 13, 1, '29', '2026-11-01'), (1, 14, 1, '29', '2026-11-01')",
     .rule = "I29",
     .says = "支部委员会有 8 人，超过七人"},
    {.fault = "three are left: enough, and two short of those elected",
     .sql = "update post set to_on = '2026-11-01' where id in (6, 7)",
     .rule = "I30",
     .says = "第 4 届选出委员 5 人，现有 3 人，空缺 2 人"},
    {.fault = "a group without a head; seven in the committee are not too many",
     .sql = "update post set to_on = '2026-11-10' where id = 10;\n"
            "insert into post (ver, person_id, branch_id, kind, from_on)"
            " values (1, 12, 1, '29', '2026-11-01'),"
            " (1, 13, 1, '29', '2026-11-01')",
     .rule = "I30",
     .says = "第三党小组没有组长"},
    {.fault = "who has left still holds a post",
     .sql = "insert into post (ver, person_id, branch_id, grp_id, kind,"
            " from_on) values (1, 29, 1, 1, '32', '2026-01-01')",
     .rule = "I30",
     .says = "蒋文波已不在本支部，2026-01-01 起的职务还没有免"},
    {.fault = "no nation, and no number to ring",
     .sql = "update person set nation = null, phone = null, tel = null"
            " where id = 2",
     .rule = "I33",
     .says = "赵敏：名册里没有民族、联系电话"},
    {.fault = "born another day than the card says",
     .sql = "update person set birth_on = '1987-11-12' where id = 12",
     .rule = "I34",
     .says = "欧阳文静：出生日期 1987年11月12日 与身份证的 1987年11月11日"},
    {.fault = "a number that is none",
     .sql = "update pii set value = '990101199001010018'"
            " where id = (select idno from person where id = 12)",
     .rule = "I34",
     .says = "欧阳文静：公民身份号码的校验码不对"},
    {.fault = "a man by the card",
     .sql = "update person set sex = '1' where id = 12",
     .rule = "I34",
     .says = "欧阳文静：性别与身份证号不一致"},
    {.fault = "a full member a day too early; the other a year to the day",
     .sql = "update person set full_on = '2006-06-26' where id = 26",
     .rule = "I35",
     .says = "高磊：转正日期 2006年6月26日早于预备期满"},
    {.fault = "the year was over today; hers is tomorrow",
     .sql = "update candidacy set voided_on = '2026-11-20'"
            " where person_id in (9, 28);\n"
            "update person set join_on = '2025-11-20' where id = 9;\n"
            "update person set join_on = '2025-11-21' where id = 28",
     .rule = "I36",
     .says = "刘晓：预备期到 2026年11月20日 已满"},
    {.fault = "the letter ran out yesterday; the other today",
     .sql = "update member set out_valid_to = '2026-11-19' where id = 24;\n"
            "update member set out_kind = '41', out_letter_on = '2026-11-02',"
            " out_valid_to = '2026-11-20' where id = 23",
     .rule = "I37",
     .says = "冯丽华 2026-11-02 开介绍信转往"},
    {.fault = "no receipt was sent for one who came 31 days ago",
     .sql = "update member set in_receipt_on = null where id = 25",
     .rule = "I37",
     .says = "唐浩 2026-07-10 转入，过了 30 天还没有寄回执"},
    {.fault = "no word for three months; for a day less",
     .sql = PERSON(901, "2026-11-15") PERSON(
         902, "2026-11-15") "insert into away (ver, person_id, kind, from_on)"
                            " values (1, 901, '01', '2026-08-20'),"
                            " (1, 902, '01', '2026-08-21')",
     .rule = "I38",
     .says = "试甲901：最近一次联系是 2026-08-20，已过三个月",
     .also = "I34"},
    {.fault = "in no group since he came, 31 days ago; 30 days are time",
     .sql = PERSON(901, "2026-10-20") PERSON(902, "2026-10-21"),
     .rule = "I39",
     .says = "试甲901：2026-10-20 进支部，还没有编入党小组",
     .also = "I14 I34"},
};

const struct inspect_seeds seeds_people = {list, sizeof list / sizeof list[0]};
