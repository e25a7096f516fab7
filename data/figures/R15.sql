-- R15 年度任务
-- group = 责任和制度
-- counts = 所属年度
-- value = 完成 | count done | 项
-- value = 任务 | count | 项
-- value = 完成率 | share done | %
-- value = 逾期没有完成 | count late | 项
-- part = plan 按出处
-- part = state 按进度
-- note = 完成看期末；逾期是到期末过了时限还没有完成的
select 'tasks_year' as book, t.id, t.due_on as date, t.title as text,
       t.done_on is not null and t.done_on <= :day as done,
       (t.done_on is null or t.done_on > :day) and t.due_on < :day as late,
       t.plan,
       case when t.done_on <= :day then '已完成' when t.due_on < :day
                 then '已逾期' else '进行中' end as state
from r_tasks_year t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by t.due_on, t.id
