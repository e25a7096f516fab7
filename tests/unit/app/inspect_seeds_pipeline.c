/* Faults in 发展党员. */
#include "inspect_seeds.h"

static const struct inspect_seed list[] = {
    {.fault = "a contact two days before there was an activist",
     .sql = "update step set on_day = '2024-03-18' where no = 5 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '韩雪')",
     .rule = "I59",
     .says = "韩雪：第 5 步培养联系人",
     .also = "I62"},
    {.fault = "a report of one who was no activist yet",
     .sql = "update step_entry set on_day = '2025-01-14' where on_day = "
            "'2025-04-10' and candidacy_id = (select c.id from "
            "candidacy c join person p on p.id = c.person_id where "
            "p.name = '马小兰')",
     .rule = "I59",
     .says = "马小兰：第 6 步培养考察",
     .also = "I65"},
    {.fault = "filed above by nobody",
     .sql = "update step set voided_on = '2026-11-20' where no = 4 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '韩雪')",
     .rule = "I59",
     .says = "韩雪：第",
     .also = "I65"},
    {.fault = "one was trained 23 hours, another 24",
     .sql = "update step set hours = 23, days = 2 where no = 11 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '贺文斌');\n"
            "update step set hours = 24, days = 2 where no = 11 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '龙志鹏')",
     .rule = "I60",
     .says = "贺文斌：第 11 步集中培训"},
    {.fault = "the meeting that accepted him is not known",
     .sql = "update step set event_id = null where no = 15 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '贺文斌')",
     .rule = "I61",
     .says = "贺文斌：第 15 步接收大会"},
    {.fault = "one who is on probation vouches for him",
     .sql = "update helper set person_id = (select id from person where "
            "name = '刘晓') where role = '2' and person_id = (select "
            "id from person where name = '王海燕') and candidacy_id "
            "= (select c.id from candidacy c join person p on p.id = "
            "c.person_id where p.name = '韩雪')",
     .rule = "I62",
     .says = "韩雪：第 9 步入党介绍人",
     .also = "I72"},
    {.fault = "talked to on the day after, and on the last day",
     .sql = "update step set on_day = '2026-04-11' where no = 2 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '陈方');\n"
            "update step set on_day = '2024-06-06' where no = 2 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '马小兰')",
     .rule = "I63",
     .says = "陈方：第 2 步谈话："},
    {.fault = "a half-year was skipped",
     .sql = "update step_entry set voided_on = '2026-11-20' where "
            "on_day = '2025-07-10' and candidacy_id = (select c.id from "
            "candidacy c join person p on p.id = c.person_id where "
            "p.name = '马小兰')",
     .rule = "I64",
     .says = "马小兰：第 6 步培养考察：半年考察"},
    {.fault = "approved a day too late, and on the last day",
     .sql = "update step set on_day = '2026-03-04' where no = 17 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '刘晓');\n"
            "update step set on_day = '2026-09-26' where no = 17 and "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '顾一诺')",
     .rule = "I64",
     .says = "刘晓：第 17 步党委审批",
     .also = "I59 I65"},
    {.fault = "a quarter without a report",
     .sql = "update step_entry set voided_on = '2026-11-20' where "
            "on_day = '2026-03-24' and candidacy_id = (select c.id from "
            "candidacy c join person p on p.id = c.person_id where "
            "p.name = '马小兰')",
     .rule = "I65",
     .says = "马小兰：第 6 步培养考察：思想汇报"},
    {.fault = "shown on four working days; five in the others",
     .sql = "update publicity set to_on = '2026-04-29' where "
            "candidacy_id = (select c.id from candidacy c join person p "
            "on p.id = c.person_id where p.name = '韩雪')",
     .rule = "I66",
     .says = "韩雪：第 7 步确定发展对象"},
    {.fault = "his application is lost",
     .sql = "update paper set voided_on = '2026-11-20' where name = "
            "'入党申请书' and candidacy_id = (select c.id from "
            "candidacy c join person p on p.id = c.person_id where "
            "p.name = '马小兰')",
     .rule = "I67",
     .says = "马小兰：第 1 步申请：缺少材料“入党申请书”"},
    {.fault = "two have no copy of the identity card",
     .sql = "update paper set voided_on = '2026-11-20' where name = "
            "'身份证复印件' and candidacy_id in ((select c.id "
            "from candidacy c join person p on p.id = c.person_id where "
            "p.name = '马小兰'), (select c.id from candidacy c join "
            "person p on p.id = c.person_id where p.name = '丁一'))",
     .rule = "I68",
     .says = "缺少材料“身份证复印件”：丁一、马小兰"},
    {.fault = "a near relative",
     .sql = "update helper set kin = 1 where candidacy_id = (select "
            "c.id from candidacy c join person p on p.id = c.person_id "
            "where p.name = '马小兰') and person_id = (select id "
            "from person where name = '王㐂')",
     .rule = "I69",
     .says = "马小兰：第 5 步培养联系人"},
    {.fault =
         "the answer came a day after the conclusion, the others on the day",
     .sql = "update paper set on_day = '2026-08-21' where name = "
            "'直系亲属政审材料' and candidacy_id = (select c.id "
            "from candidacy c join person p on p.id = c.person_id where "
            "p.name = '韩雪')",
     .rule = "I70",
     .says = "韩雪：政治审查 2026-08-20 作出结论，直系亲属政审材料 2026-08-21"},
    {.fault = "the roster has another day",
     .sql = "update person set activist_on = '2025-01-16' where name = "
            "'马小兰'",
     .rule = "I71",
     .says =
         "马小兰：列为积极分子日期，档案里是 2025-01-15，名册里是 2025-01-16"},
    {.fault = "the roster does not know of the reply",
     .sql = "update person set candidate_on = null where name = "
            "'韩雪'",
     .rule = "I71",
     .says = "韩雪：列为发展对象日期，档案里是 2026-05-26，名册里空着"},
    {.fault = "the roster has made a member of him before the approval",
     .sql = "update person set join_on = '2026-07-02' where name = '贺文斌'",
     .rule = "I71",
     .says = "贺文斌：名册里入党日期是 2026-07-02，档案里上级还没有批准",
     .also = "I88"},
    {.fault = "the roster has not heard that he is a full member",
     .sql = "update person set full_on = null where name = '单雪梅'",
     .rule = "I71",
     .says = "单雪梅：档案里 2026-09-24 批准转正，名册里转正日期空着"},
    {.fault = "his contact has left the branch",
     .sql = "update helper set person_id = (select id from person where "
            "name = '蒋文波') where person_id = (select id from "
            "person where name = '解立新') and candidacy_id = "
            "(select c.id from candidacy c join person p on p.id = "
            "c.person_id where p.name = '曾毅')",
     .rule = "I72",
     .says = "曾毅：培养联系人蒋文波已经不在本支部"},
    {.fault = "one has no contact any more, one has them till tomorrow",
     .sql = "update helper set to_on = '2026-11-20' where candidacy_id "
            "= (select c.id from candidacy c join person p on p.id = "
            "c.person_id where p.name = '曾毅');\n"
            "update helper set to_on = '2026-11-21' where candidacy_id "
            "= (select c.id from candidacy c join person p on p.id = "
            "c.person_id where p.name = '马小兰')",
     .rule = "I72",
     .says = "曾毅：现在没有培养联系人"},
};

const struct inspect_seeds seeds_pipeline = {list,
                                             sizeof list / sizeof list[0]};
