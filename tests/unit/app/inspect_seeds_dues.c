/* Faults in dues and funds. */
#include "inspect_seeds.h"

static const struct inspect_seed list[] = {
    {.fault = "a month was left out, the running one is not begun either",
     .sql = "update dues_month set voided_on = '2026-11-20' where month "
            "in ('2026-06', '2026-11')",
     .rule = "I40",
     .says = "2026-06 的党费没有启动收缴",
     .also = "I01"},
    {.fault = "October is still open",
     .sql = "update dues_month set voided_on = '2026-11-20' where month "
            "= '2026-11';\n"
            "update dues_month set closed_on = null where month = "
            "'2026-10'",
     .rule = "I41",
     .says = "2026-10 的党费到 2026-11-20 还没有结账",
     .also = "I01 I42"},
    {.fault = "one owes three months, another two",
     .sql = "update dues_balance set paid_fen = 0 where month in "
            "('2026-08', '2026-09', '2026-10') and person_id = (select "
            "id from person where name = '吴桂芳');\n"
            "update dues_balance set paid_fen = 0 where month in "
            "('2026-09', '2026-10') and person_id = (select id from "
            "person where name = '郑凯')",
     .rule = "I42",
     .says = "吴桂芳：连续 3 个月",
     .also = "I44 I01"},
    {.fault = "one owes six months, another five",
     .sql = "update dues_balance set paid_fen = 0 where month in "
            "('2026-05', '2026-06', '2026-07', '2026-08', '2026-09', "
            "'2026-10') and person_id = (select id from person where "
            "name = '吴桂芳');\n"
            "update dues_balance set paid_fen = 0 where month in "
            "('2026-06', '2026-07', '2026-08', '2026-09', '2026-10') "
            "and person_id = (select id from person where name = "
            "'郑凯')",
     .rule = "I43",
     .says = "吴桂芳：连续 6 个月",
     .also = "I42 I44 I01"},
    {.fault = "one owes two months unreminded, another one month",
     .sql = "update dues_balance set paid_fen = 0 where month in "
            "('2026-09', '2026-10') and person_id = (select id from "
            "person where name = '郑凯');\n"
            "update dues_balance set paid_fen = 0 where month in "
            "('2026-10') and person_id = (select id from person where "
            "name = '林婉清')",
     .rule = "I44",
     .says = "郑凯：从 2026-09 起连续 2 个月",
     .also = "I01"},
    {.fault = "the reminder was of an earlier debt",
     .sql = "update reminder set on_day = '2026-07-31'",
     .rule = "I44",
     .says = "周立：从 2026-08 起"},
    {.fault = "nobody assessed him",
     .sql = "update due set state = '4', fen = 0 where month >= "
            "'2026-09' and person_id = (select id from person where "
            "name = '林婉清')",
     .rule = "I45",
     .says = "林婉清：2026-09、2026-10 的党费没有核定"},
    {.fault = "ten fen too little",
     .sql = "update assess set fen = fen - 10 where person_id = (select "
            "id from person where name = '李敏')",
     .rule = "I46",
     .says = "李敏 2026-01 起",
     .also = "I49"},
    {.fault = "more than the rate, and nobody says why",
     .sql = "update assess set fen = fen + 1 where person_id = (select "
            "id from person where name = '郑凯')",
     .rule = "I46",
     .says = "郑凯 2026-01 起",
     .also = "I49"},
    {.fault = "an amount without a base",
     .sql = "update assess set base_fen = null where person_id = "
            "(select id from person where name = '孙立')",
     .rule = "I46",
     .says = "孙立 2026-01 起",
     .also = "I49"},
    {.fault = "nobody approved the relief",
     .sql = "update assess set relief_by = null where relief = '1'",
     .rule = "I47",
     .says = "罗春生 2026-04 起"},
    {.fault = "relief from before its approval",
     .sql = "update assess set relief_on = '2026-05-06' where relief = "
            "'1'",
     .rule = "I48",
     .says = "罗春生 2026-04 起"},
    {.fault = "assessed by nobody",
     .sql = "update assess set decided_on = null where person_id = "
            "(select id from person where name = '王㐂')",
     .rule = "I48",
     .says = "王㐂 2026-01 起：没有写核定日期"},
    {.fault = "one fen more is asked for",
     .sql = "update due set fen = fen + 1 where month = '2026-05' and "
            "person_id = (select id from person where name = '赵敏')",
     .rule = "I49",
     .says = "赵敏：2026-05 应交 118.21 元，核定的是 118.20 元"},
    {.fault =
         "one retired in spring and pays as before, one retired last month",
     .sql = "update person set retired_on = '2026-03-31' where name = "
            "'曾宪义';\n"
            "update person set retired_on = '2026-10-31' where name = "
            "'解立新'",
     .rule = "I50",
     .says = "曾宪义：2026-03-31 退休，2026-05 至 2026-11",
     .also = "I88"},
    {.fault = "a thousand yuan too much, exactly",
     .sql = "update dues_balance set paid_fen = due_fen + 100000 where "
            "month in ('2026-05') and person_id = (select id from "
            "person where name = '赵敏')",
     .rule = "I51",
     .says = "赵敏：2026-05 应交 118.20 元，收了 1118.20 元"},
    {.fault = "seven months late, and six months late",
     .sql = "update payment_part set month = '2026-01' where month = "
            "'2026-08' and person_id = (select id from person where "
            "name = '赵敏');\n"
            "update payment_part set month = '2026-01' where month = "
            "'2026-07' and person_id = (select id from person where "
            "name = '孙立')",
     .rule = "I51",
     .says = "赵敏：2026-08-06 补交 2026-01"},
    {.fault = "a fen more than a thousand yuan beyond",
     .sql = "update dues_balance set paid_fen = due_fen + 100001 where "
            "month in ('2026-05') and person_id = (select id from "
            "person where name = '赵敏')",
     .rule = "I52",
     .says = "多交的超过 1000.00 元"},
    {.fault = "the first quarter stayed in the drawer",
     .sql = "update handover set voided_on = '2026-11-20' where "
            "from_month = '2026-01'",
     .rule = "I53",
     .says = "2026 年第 1 季度：2026-01、2026-02、2026-03"},
    {.fault = "大额党费 stayed in the drawer",
     .sql = "update handover set voided_on = '2026-11-20' where kind = "
            "'2'",
     .rule = "I53",
     .says = "李敏：2026-07-01 的大额党费 1500.00 元"},
    {.fault = "taken eight and seven days ago, both not posted",
     .sql = "update payment set no = null, year = null, sitting_id = "
            "null, paid_on = '2026-11-12' where paid_on = '2026-11-05' "
            "and person_id = (select "
            "id from person where name = '赵敏');\n"
            "update payment set no = null, year = null, sitting_id = "
            "null, paid_on = '2026-11-13' where paid_on = '2026-11-05' "
            "and person_id = (select id from person where name = "
            "'孙立')",
     .rule = "I54",
     .says = "赵敏：2026-11-12 收的"},
    {.fault = "posted before it was taken",
     .sql = "update payment set paid_on = '2026-10-09' where paid_on = "
            "'2026-10-08' and person_id = (select id from person where "
            "name = '林婉清')",
     .rule = "I54",
     .says = "林婉清：收款日期 2026-10-09 晚于收缴单"},
    {.fault = "a month closed a year and a day ago, one a year ago, not shown",
     .sql = "update dues_notice set voided_on = '2026-11-20' where "
            "from_month = '2025-01';\n"
            "insert into dues_month (ver, branch_id, month, opened_on, "
            "closed_on) values (1, 1, '2025-10', '2025-10-09', "
            "'2025-11-19'), (1, 1, '2025-11', '2025-11-06', "
            "'2025-11-20')",
     .rule = "I55",
     .says = "2025-10 的党费结账满一年",
     .also = "I01"},
    {.fault = "one decision is missing, another is of the same day",
     .sql = "update fund set kind = '1' where name = "
            "'党建工作经费';\n"
            "update fund_entry set use = 'training' where fund_id = 1 "
            "and io = '2';\n"
            "update fund_entry set event_id = null where on_day = "
            "'2026-06-29';\n"
            "update fund_entry set event_id = null, decided_on = on_day "
            "where on_day = '2026-03-18'",
     .rule = "I56",
     .says =
         "2026-06-29 党建工作经费支出 860.00 元（更新活动室展板）：没有集体研究"},
    {.fault = "decided a day later",
     .sql = "update fund set kind = '1' where name = "
            "'党建工作经费';\n"
            "update fund_entry set use = 'training' where fund_id = 1 "
            "and io = '2';\n"
            "update fund_entry set event_id = null, decided_on = "
            "'2026-06-30' where on_day = '2026-06-29'",
     .rule = "I56",
     .says = "研究日期 2026-06-30 在支出以后"},
    {.fault = "of dues, for nothing that is named",
     .sql = "update fund set kind = '1' where name = "
            "'党建工作经费';\n"
            "update fund_entry set use = 'training' where fund_id = 1 "
            "and io = '2' and on_day <> '2026-06-29'",
     .rule = "I56",
     .says = "没有写用途"},
    {.fault = "one voucher is missing for two months, one for 25 days",
     .sql = "update fund_entry set voucher = null where on_day in "
            "('2026-09-24', '2026-10-26')",
     .rule = "I57",
     .says =
         "2026-09-24 驻村工作经费支出 1850.00 元（柳坪村直播助农设备）：没有填凭证号"},
    {.fault = "the bank slip is missing",
     .sql = "update handover set voucher = null where on_day = "
            "'2026-09-30'",
     .rule = "I57",
     .says = "2026-09-30 上缴 5286.70 元"},
    {.fault = "one fund is overdrawn, one is spent to the fen",
     .sql = "update fund_entry set fen = fen + 1000000 where on_day = "
            "'2026-06-29';\n"
            "update fund set budget_fen = 210000 where name = "
            "'社区共建经费'",
     .rule = "I58",
     .says = "2026 年党建工作经费：支出 14640.00 元，透支"},
};

const struct inspect_seeds seeds_dues = {list, sizeof list / sizeof list[0]};
