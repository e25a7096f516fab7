/* Faults in registers. */
#include "inspect_seeds.h"

static const struct inspect_seed list[] = {
    {.fault = "one is sixteen days without a measure, one fifteen",
     .sql = "insert into r_problems (ver, branch_id, on_day, source, "
            "title, owner_id, due_on) values (1, 1, '2026-11-04', "
            "'督查', '值班记录不全', 3, '2026-12-31'), (1, 1, "
            "'2026-11-05', '督查', '标牌破损', 3, '2026-12-31')",
     .rule = "I73",
     .says = "2026-11-04 督查“值班记录不全”没有整改措施"},
    {.fault = "nobody is responsible",
     .sql = "update r_measures set owner_id = null where title = "
            "'安排到企业跟班一个月'",
     .rule = "I74",
     .says = "措施“安排到企业跟班一个月”：没有责任人"},
    {.fault = "who is responsible has left",
     .sql = "update r_tasks_year set owner_id = (select id from person "
            "where name = '蒋文波') where title = "
            "'创成四强党支部'",
     .rule = "I74",
     .says = "任务“创成四强党支部”：责任人蒋文波已经离开支部"},
    {.fault = "a measure against nothing",
     .sql = "update r_measures set problem_id = null where title = "
            "'安排到企业跟班一个月'",
     .rule = "I74",
     .says = "不属于清单上的任何问题"},
    {.fault = "no day to be done by",
     .sql = "update r_problems set due_on = null where title = "
            "'年轻干部培养措施不实'",
     .rule = "I74",
     .says = "没有期限"},
    {.fault = "a problem that was due yesterday, one today",
     .sql = "update r_problems set due_on = '2026-11-19' where title = "
            "'年轻干部培养措施不实';\n"
            "insert into r_problems (ver, branch_id, on_day, source, "
            "title, owner_id, due_on) values (1, 1, '2026-11-10', "
            "'督查', '标牌破损', 3, '2026-11-20')",
     .rule = "I75",
     .says = "问题“年轻干部培养措施不实”期限 2026-11-19，过了 1 天"},
    {.fault = "a measure that was due yesterday, one and its problem today",
     .sql = "update r_measures set due_on = '2026-11-19' where title = "
            "'安排到企业跟班一个月';\n"
            "update r_problems set due_on = '2026-11-20' where title = "
            "'年轻干部培养措施不实';\n"
            "insert into r_measures (ver, branch_id, problem_id, on_day, "
            "title, owner_id, due_on) values (1, 1, 4, '2026-11-10', "
            "'排出轮岗名单', 3, '2026-11-20')",
     .rule = "I75",
     .says = "措施“安排到企业跟班一个月”期限 2026-11-19"},
    {.fault = "struck off upon nothing",
     .sql = "update r_problems set evidence = null where title = "
            "'农贸市场停车难'",
     .rule = "I76",
     .says = "问题“农贸市场停车难”2026-07-15 销号，没有写依据"},
    {.fault = "struck off, and a measure is open",
     .sql = "update r_measures set done_on = null where title = "
            "'增加临时车位'",
     .rule = "I76",
     .says = "措施“增加临时车位”还没有完成"},
    {.fault = "an inspection struck off upon nothing",
     .sql = "update r_inspections set evidence = '' where title = "
            "'村级快递点补贴拨付慢'",
     .rule = "I76",
     .says = "上级督查的问题“村级快递点补贴拨付慢”"},
    {.fault = "an inspection that was due yesterday, one today",
     .sql = "update r_inspections set due_on = '2026-11-19' where title "
            "= '年轻干部培养措施不实';\n"
            "update r_inspections set due_on = '2026-11-20' where title "
            "= '政策宣传材料更新慢'",
     .rule = "I77",
     .says = "县委巡察的问题“年轻干部培养措施不实”期限 2026-11-19"},
    {.fault = "one of two was mended, and one check is due today",
     .sql = "update r_supervision set fixed = 1 where on_day = "
            "'2026-08-20';\n"
            "update r_supervision set due_on = '2026-11-20' where "
            "on_day = '2026-10-20'",
     .rule = "I77",
     .says = "2026-08-20 “空调、用电和食堂检查”查出 2 个问题"},
    {.fault = "a promise of yesterday, a promise of today",
     .sql = "update r_promises set due_on = '2026-11-19' where title = "
            "'走遍三十家限额以上商户';\n"
            "update r_promises set due_on = '2026-11-20' where title = "
            "'票据一周内办结报账'",
     .rule = "I78",
     .says = "承诺“走遍三十家限额以上商户”期限 2026-11-19"},
    {.fault = "one of each register is over",
     .sql = "update r_tasks_year set due_on = '2026-11-01' where title "
            "= '创成四强党支部';\n"
            "update r_duties_list set due_on = '2026-11-01' where item "
            "= '履行党建第一责任人责任';\n"
            "update r_co_resources set due_on = '2026-11-01' where "
            "title = '柳坪村电商服务点';\n"
            "update r_projects set due_on = '2026-11-01' where title = "
            "'跨境电商孵化项目';\n"
            "update r_milestones set due_on = '2026-11-01' where title "
            "= '出口订单五笔';\n"
            "update r_creation set due_on = '2026-11-01' where title = "
            "'四强党支部';\n"
            "update r_area_sheets set due_on = '2026-11-12' where "
            "on_day = '2026-11-10';\n"
            "update r_org_setting set due_on = '2026-11-01' where "
            "on_day = '2026-10-27';\n"
            "update r_standard_checks set due_on = '2026-11-01' where "
            "item = '双报到覆盖在职党员'",
     .rule = "I78",
     .n = 9,
     .says = "没有办结（"},
    {.fault = "one is not signed, one has nobody",
     .sql = "update r_duties_list set signed_on = null where item = "
            "'带头讲党课';\n"
            "update r_duties_list set owner_id = null where item = "
            "'发展党员按步骤办'",
     .rule = "I79",
     .n = 2,
     .says = "2026 年全面从严治党（"},
    {.fault = "a vote is missing",
     .sql = "update r_majors set yes_n = 4 where title = "
            "'分设第三党小组'",
     .rule = "I80",
     .says =
         "2026-10-21 支委会10月会议“分设第三党小组”：到会 5 人，票数加起来是 4"},
    {.fault = "no meeting behind it",
     .sql = "update r_majors set event_id = null where title = "
            "'分设第三党小组'",
     .rule = "I80",
     .says = "没有选上会议记录"},
    {.fault = "the meeting was another day",
     .sql = "update r_majors set on_day = '2026-10-22' where title = "
            "'分设第三党小组'",
     .rule = "I80",
     .says = "研究日期和会议的日期 2026-10-21 不一样"},
    {.fault = "half of them is not more than half",
     .sql = "update r_majors set present = 6, yes_n = 3, no_n = 3 where "
            "title = '分设第三党小组'",
     .rule = "I80",
     .says = "赞成 3 票，没有过到会的半数"},
    {.fault = "nobody counted",
     .sql = "update r_majors set yes_n = null where on_day = "
            "'2026-09-07'",
     .rule = "I80",
     .says = "没有写到会人数和票数"},
    {.fault = "nothing was brought",
     .sql = "update r_visits set fen = null, goods = null where whom = "
            "'何淑珍'",
     .rule = "I81",
     .says = "2026-06-29 走访慰问何淑珍：没有写慰问金和慰问品"},
    {.fault =
         "one took no time, one is not confirmed after 31 days, one after 30",
     .sql = "update r_volunteering set hours = null where on_day = "
            "'2026-05-23';\n"
            "update r_volunteering set signed = 0, on_day = "
            "'2026-10-20' where on_day = '2026-09-26';\n"
            "update r_volunteering set signed = 0, on_day = "
            "'2026-10-21' where on_day = '2026-10-24'",
     .rule = "I81",
     .n = 2,
     .says = "志愿服务“"},
    {.fault = "the file of a dead member is open",
     .sql = "update r_hardship set ended_on = null where cause = "
            "'重大疾病'",
     .rule = "I81",
     .says = "困难党员徐光明：2026-02-11 起不在支部"},
    {.fault = "one was not looked at for a year and a day, one for a year",
     .sql = "update r_hardship set reviewed_on = '2025-11-19' where "
            "cause = '独居高龄';\n"
            "update r_hardship set on_day = '2025-11-20' where cause = "
            "'收入偏低'",
     .rule = "I81",
     .says = "困难党员何长顺：上次复核 2025-11-19"},
    {.fault = "a member has not confirmed, three rows were not shown",
     .sql = "update r_scores set confirmed = 0 where half = '上半年' "
            "and for_year = 2026 and person_id = (select id from person "
            "where name = '赵敏');\n"
            "update r_scores set published_on = null where half = "
            "'上半年' and for_year = 2026 and person_id = (select id "
            "from person where name = '李敏') and points >= 20",
     .rule = "I82",
     .says = "2026 年上半年的积分：1 人没有确认，3 条没有公示"},
    {.fault = "nobody watches it",
     .sql = "update r_risks set owner_id = null where post = "
            "'公务用车'",
     .rule = "I83",
     .says = "公务用车“公车私用、油卡混用”：没有责任人"},
    {.fault = "one was looked at six months and a day ago, one six months ago",
     .sql = "update r_risks set checked_on = '2026-05-19' where post = "
            "'综合执法';\n"
            "update r_risks set checked_on = '2026-05-20' where post = "
            "'公务用车'",
     .rule = "I83",
     .says = "上次复查 2026-05-19，过了半年"},
    {.fault = "a question without an answer",
     .sql = "update r_clean_talks set answered_on = null where kind = "
            "'函询'",
     .rule = "I84",
     .says = "2026-06-10 的函询"},
    {.fault = "a talk about nothing",
     .sql = "update r_clean_talks set content = null where on_day = "
            "'2026-09-18'",
     .rule = "I84",
     .says = "2026-09-18 的批评教育"},
    {.fault = "one ran out yesterday, one ends today",
     .sql = "update r_documents set valid_to = '2026-11-19' where title "
            "= '干部请销假制度';\n"
            "update r_documents set valid_to = '2026-11-20' where title "
            "= '财务管理办法'",
     .rule = "I85",
     .says = "制度“干部请销假制度”有效期至 2026-11-19"},
    {.fault = "two agreements ran out yesterday, two end today",
     .sql = "update r_bases set to_on = '2026-11-19' where title = "
            "'县委党校现场教学点';\n"
            "update r_bases set to_on = '2026-11-20' where title = "
            "'柳坪村实践基地';\n"
            "update r_pairing set to_on = '2026-11-20' where partner = "
            "'柳坪村党支部';\n"
            "update r_pairing set to_on = '2026-11-19' where partner = "
            "'望江社区党支部'",
     .rule = "I85",
     .n = 2,
     .says = "到期，没有续签"},
    {.fault = "last met six months and a day ago; with another six months ago",
     .sql = "update r_pairing_events set on_day = '2026-05-19' where "
            "pairing_id = 3;\n"
            "update r_pairing set on_day = '2026-05-20' where partner = "
            "'县第二小学党支部'",
     .rule = "I86",
     .says = "望江社区党支部：上次活动 2026-05-19"},
    {.fault = "one is open for eight days, one for seven",
     .sql = "update r_platform set done = 0, on_day = '2026-11-12' "
            "where on_day = '2026-11-04';\n"
            "update r_platform set on_day = '2026-11-13' where on_day = "
            "'2026-11-16'",
     .rule = "I87",
     .says = "2026-11-12 县党建信息平台“责任”没有录完"},
    {.fault = "a difference nobody explains",
     .sql = "update r_stats_pack set note = null where gap = 1",
     .rule = "I87",
     .says = "2026 年半年报："},
    {.fault = "more members were sent than the roster had that day",
     .sql = "update r_stats_pack set gap = 0, note = null, members = 29 "
            "where kind = '半年报' and for_year = 2026",
     .rule = "I87",
     .says = "2026 年半年报：报的党员是 29 名，名册里那一天是"},
    {.fault = "one is not registered any more",
     .sql = "update r_report_in set voided_on = '2026-11-20' where "
            "community = '新城社区' and person_id = (select id from "
            "person where name = '郑凯')",
     .rule = "I88",
     .says = "12 名在职党员没有报到："},
    {.fault = "61 days without an answer, 60 days without one",
     .sql = "update r_report_in set receipt_on = null, on_day = "
            "'2026-09-20' where person_id = (select id from person "
            "where name = '唐浩');\n"
            "update r_report_in set receipt_on = null, on_day = "
            "'2026-09-21' where person_id = (select id from person "
            "where name = '冯丽华')",
     .rule = "I88",
     .says = "唐浩 2026-09-20 到新城社区报到，过了 60 天没有回执"},
    {.fault = "one more was forgotten",
     .sql = "update r_birthdays set voided_on = '2026-11-20' where "
            "for_year = 2026 and person_id = (select id from person "
            "where name = '张建国')",
     .rule = "I89",
     .says = "2026 年 9 名党员过了日子没有登记"},
};

const struct inspect_seeds seeds_registers = {list,
                                              sizeof list / sizeof list[0]};
