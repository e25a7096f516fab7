/* Faults in organisational life. */
#include "inspect_seeds.h"

/* Where a rule has a limit, the row at the limit stands beside the one
   behind it in the same seed: only one is found. */
static const struct inspect_seed list[] = {
    {.fault = "the 支委会 of April was never held",
     .sql = "update event_kind set voided_on = '2026-11-20' where kind ="
            " 'committee.meeting' and on_day like '2026-04-%'",
     .rule = "I01",
     .says = "2026-04-01 至 2026-04-30　支部委员会会议"},
    {.fault = "no 党课 in the first quarter",
     .sql = "update event_kind set voided_on = '2026-11-20' where kind ="
            " 'lecture' and branch_id = 1 and on_day like '2026-03-%'",
     .rule = "I02",
     .says = "2026-01-01 至 2026-03-31　党课"},
    {.fault = "two of five members of the committee came, at another three",
     .sql = "update attend set state = '3', reason = '1' where event_id = 53"
            " and person_id in (2, 4, 5);\n"
            "update attend set state = '3', reason = '1' where event_id = 36"
            " and person_id = 5",
     .rule = "I03",
     .says = "2026-07-08 第 7 次支部委员会会议"},
    {.fault = "more votes than voters",
     .sql = "update agenda set no = 5 where event_id = 70",
     .rule = "I04",
     .says = "2026-10-22 第 5 次支部党员大会"},
    {.fault = "more ballots came back than were given out",
     .sql = "update agenda set issued = 22, returned = 23, yes = 23,"
            " abstain = 0 where event_id = 51",
     .rule = "I04",
     .says = "2026-06-26 第 2 次支部党员大会"},
    {.fault = "a vote without its counts",
     .sql = "update agenda set yes = null where event_id = 70",
     .rule = "I05",
     .says = "2026-10-22 第 5 次支部党员大会"},
    {.fault = "more were entitled than the roll has",
     .sql = "update agenda set entitled = 25 where event_id = 52 and ord = 1",
     .rule = "I06",
     .says = "2026-07-02 第 7 次主题党日"},
    {.fault = "nobody led, and nobody wrote",
     .sql = "update event set host_id = null, recorder_id = null"
            " where id = 54;\n"
            "update event set host_id = null, host_note = '工委副书记主持'"
            " where id = 55",
     .rule = "I07",
     .says = "2026-07-09 党小组会（第二党小组）：没有写主持人和记录人"},
    {.fault = "who wrote it down, where there are topics only",
     .sql = "update event set recorder_id = null where id in (65, 70)",
     .rule = "I07",
     .says = "2026-10-22 党员大会：没有写记录人"},
    {.fault = "29 characters of minutes; 30 are enough",
     .sql = "update point set voided_on = '2026-11-20'"
            " where event_id in (45, 47);\n"
            "update event set minutes = substr(minutes, 1, 29) where id = 47;\n"
            "update event set minutes = substr(minutes, 1, 30) where id = 45",
     .rule = "I08",
     .says = "2026-06-04 主题党日：内容只有 29 个字"},
    {.fault = "a 支委会 without topics",
     .sql = "update agenda set voided_on = '2026-11-20' where event_id = 53",
     .rule = "I09",
     .says = "2026-07-08 支委会：没有写议题"},
    {.fault = "a topic without its resolution; a theme day may go without",
     .sql = "update agenda set resolution = ' ' where event_id = 36"
            " and ord = 1;\n"
            "update agenda set resolution = null where event_id = 34",
     .rule = "I09",
     .says = "2026-04-01 支委会：议题“研究电商培训的办法”没有写决议"},
    {.fault = "what was planned for October; November is running, and what"
              " was held in September is not linked only",
     .sql = "update plan set event_id = null, kind = 'contest'"
            " where month in ('2026-10', '2026-11') and kind = 'themeday';\n"
            "update plan set event_id = null where month = '2026-09'"
            " and kind = 'themeday'",
     .rule = "I10",
     .says = "2026-10 计划的竞赛研讨（节后收心，查学习）没有办"},
    {.fault = "what was planned for the last month of a year that is over",
     .sql = "insert into plan (ver, branch_id, month, kind)"
            " values (1, 1, '2025-12', 'contest')",
     .rule = "I10",
     .year = 2025,
     .says = "2025-12 计划的竞赛研讨没有办"},
    {.fault = "what was planned was called off and not held otherwise",
     .sql = "update plan set event_id = 39 where id = 10",
     .rule = "I10",
     .says = "2026-04 计划的主题党日（清明祭英烈）没有开成"},
    {.fault = "away without a reason",
     .sql = "update attend set reason = null where event_id = 36"
            " and state = '3'",
     .rule = "I11",
     .says = "2026-04-01 支委会：王海燕请假没有写原因"},
    {.fault = "another reason, and not which",
     .sql = "update attend set reason_text = '' where event_id = 70"
            " and person_id = 21",
     .rule = "I11",
     .says = "2026-10-22 党员大会：黄志强请假的原因是“其他”，没有说明"},
    {.fault = "what was missed 31 days ago; 30 days are time",
     .sql = "update attend set makeup_on = null where event_id in (57, 65);\n"
            "update event_kind set on_day = '2026-10-21' where event_id = 57"
            " and kind = 'seminar';\n"
            "update event set on_day = '2026-10-20', time_from = null,"
            " entered_on = '2026-10-21' where id = 65;\n"
            "update event_kind set on_day = '2026-10-20' where event_id = 65;\n"
            "update attend set state = '3', reason = '5' where event_id = 65"
            " and person_id = 22",
     .rule = "I12",
     .n = 2,
     .says = "2026-10-20 专题辅导："},
    {.fault = "somebody who had left in June was called in October",
     .sql = "insert into attend (ver, event_id, person_id, state, vote, leader)"
            " values (1, 70, 29, '3', 0, 0);\n"
            "update attend set reason = '1' where event_id = 70"
            " and person_id = 29",
     .rule = "I13",
     .says = "2026-10-22 党员大会：名单里有蒋文波，2026-06-25 起已不在本支部"},
    {.fault = "he was called on 6 August and came on the 13th, a day on which"
              " he was called, too",
     .sql = "update member set from_on = '2026-08-13' where id = 25",
     .rule = "I13",
     .says = "2026-08-06 主题党日：名单里有唐浩，2026-08-13 才进本支部"},
    {.fault = "an applicant was called",
     .sql = "insert into attend (ver, event_id, person_id, state, vote, leader)"
            " values (1, 72, 35, '1', 0, 0)",
     .rule = "I13",
     .says =
         "2026-11-12 党小组会（第二党小组）：名单里有丁一，不在本支部的名册"},
    {.fault = "one of the roster was not called",
     .sql = "update attend set voided_on = '2026-11-20' where event_id = 71"
            " and person_id = 17",
     .rule = "I14",
     .says = "2026-11-05 主题党日：曾宪义应到，名单里没有"},
    {.fault = "one of another group was called",
     .sql = "insert into attend (ver, event_id, person_id, state, vote, leader)"
            " values (1, 72, 1, '1', 0, 0)",
     .rule = "I14",
     .says = "2026-11-12 党小组会（第二党小组）：张建国不是应到的人"},
    {.fault = "four people in two meetings at once",
     .sql = "update event set on_day = '2026-10-21' where id = 70",
     .rule = "I15",
     .n = 4,
     .says = "2026-10-21 15:00 支委会："},
    {.fault = "one meeting begins when the other ends; who is ill came to one",
     .sql = "update event set on_day = '2026-10-21', time_from = '16:40',"
            " time_to = '17:30' where id = 70;\n"
            "insert into away (ver, person_id, kind, from_on, to_on)"
            " values (1, 6, '08', '2026-11-01', '2026-11-06'),"
            " (1, 8, '08', '2026-11-01', '2026-11-05')",
     .rule = "I15",
     .says = "2026-11-05 主题党日：周立那天登记为病休，又记了出席"},
    {.fault = "who led was on leave",
     .sql = "update attend set state = '3', reason = '1' where event_id = 71"
            " and person_id = 1",
     .rule = "I16",
     .says = "张建国"},
    {.fault = "held next month",
     .sql = "update event set state = '2' where id = 73",
     .rule = "I17",
     .says = "2026-12-03 主题党日：2026-11-18 就记了已召开，那天还没有开",
     .also = "I14"},
    {.fault = "held the day before the branch was founded",
     .sql = "update branch set founded_on = '2026-01-08' where id = 1",
     .rule = "I17",
     .says = "2026-01-07 支委会：支部 2026-01-08 才成立"},
    {.fault = "held by a group that was there a day later",
     .sql = "update grp set founded_on = '2026-01-15' where id in (1, 2)",
     .rule = "I17",
     .says = "2026-01-14 党小组会（第一党小组）：党小组 2026-01-15 才成立"},
    {.fault = "entered after four days; three are in time",
     .sql = "update event set entered_on = '2026-10-25' where id in (69, 70)",
     .rule = "I18",
     .says = "2026-10-21 支委会：2026-10-25 才登记，隔了 4 天"},
    {.fault = "the committee had never spoken of her within a year",
     .sql = "update agenda set subject_id = null where subject_id = 28"
            " and event_id in (18, 46)",
     .rule = "I19",
     .says = "“讨论接收顾一诺为预备党员”表决前，支委会一年内没有研究过顾一诺"},
    {.fault = "the committee had spoken of her a year and a day before; of"
              " him a year before",
     .sql = "update agenda set subject_id = null where subject_id in (28, 39)"
            " and event_id = 46;\n"
            "update event_kind set on_day = '2025-06-25' where event_id = 18;\n"
            "update event_kind set on_day = '2025-07-02' where event_id = 11",
     .rule = "I19",
     .says = "“讨论接收顾一诺为预备党员”"},
    {.fault = "the committee had met 32 days before; 31 are enough",
     .sql = "update event_kind set on_day = '2026-09-20' where event_id = 69;\n"
            "update event_kind set on_day = '2026-08-03' where event_id = 61;\n"
            "update event_kind set on_day = '2026-07-08' where event_id = 56",
     .rule = "I19",
     .says = "“讨论东门农贸市场党员责任区”表决前，31 天内没有开过支委会",
     .also = "I01"},
    {.fault = "due yesterday; what is due today has the day",
     .sql = "update action set due_on = '2026-11-19' where id = 24;\n"
            "update action set due_on = '2026-11-20', done_on = null"
            " where id = 23",
     .rule = "I20",
     .says = "2026-11-19 到期：“布置第三党小组的活动场地”，赵敏，过了 1 天"},
    {.fault = "the same meeting twice",
     .sql = "create temp table twin as select * from event where id = 33;\n"
            "update twin set id = 9001;\n"
            "insert into event select * from twin",
     .rule = "I21",
     .says = "2026-03-06 志愿服务：这一天登记了两次"},
    {.fault = "a number was left out",
     .sql = "update event_kind set no = 11 where event_id = 69"
            " and kind = 'committee.meeting'",
     .rule = "I22",
     .says = "2026-10-21 支委会：第 9 次后面是第 11 次"},
    {.fault = "a number was given twice",
     .sql = "update event_kind set no = 10 where event_id = 72"
            " and kind = 'group.meeting'",
     .rule = "I22",
     .says = "2026 年有两个第 10 次"},
    {.fault = "a review without its sheet",
     .sql = "update review set voided_on = '2026-11-20' where branch_id = 1",
     .rule = "I23",
     .says = "2026-01-22 民主评议：没有登记 2025 年度的测评汇总"},
    {.fault = "a row of the sheet is not whole",
     .sql = "update review_line set bad = null where id = 3",
     .rule = "I23",
     .says = "李敏的票没有填全"},
    {.fault = "nine of twenty-six are 优秀; eight may be",
     .sql = "update review_line set grade = '1' where id = (select min(id)"
            " from review_line where grade = '2' and graded = 1)",
     .rule = "I24",
     .says = "2026-01-22 民主评议"},
    {.fault = "more took part than should have",
     .sql = "update review set present = 29 where branch_id = 1",
     .rule = "I25",
     .says = "实参加 29 人，多于应参加 28 人"},
    {.fault = "somebody on probation has a grade",
     .sql = "update review_line set grade = '2' where graded = 0"
            " and person_id = 15",
     .rule = "I25",
     .says = "单雪梅那天是预备党员，不定等次"},
    {.fault = "two of the committee never talked in 2025",
     .sql = "update talk set voided_on = '2026-11-20'"
            " where on_day like '2025-%'",
     .rule = "I31",
     .year = 2025,
     .says = "2025 年，委员之间没有谈的：张建国和赵敏、"},
    {.fault =
         "a leader was nowhere to be seen in 2025; another since a day later",
     .sql = "insert into post (ver, person_id, branch_id, kind, from_on)"
            " values (1, 20, 1, '51', '2025-07-01'),"
            " (1, 21, 1, '52', '2025-07-02'), (1, 1, 1, '52', '2020-01-01');\n"
            "update attend set state = '3', reason = 'a'"
            " where person_id in (20, 21)",
     .rule = "I32",
     .year = 2025,
     .says = "2025 年：何长顺没有参加过",
     .also = "I04"},
};

const struct inspect_seeds seeds_meetings = {list,
                                             sizeof list / sizeof list[0]};
