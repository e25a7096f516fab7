-- R49 问题和措施
-- group = 责任和制度
-- counts = 列入日期
-- value = 问题 | count problem | 条
-- value = 措施 | count measure | 条
-- value = 完成措施 | count done | 条
-- value = 销号 | count closed | 条
-- value = 销号率 | share closed of problem | %
-- value = 逾期没有销号 | count late | 条
-- adds = 问题 措施
-- part = source 按来源
-- part = category 按类别
-- note = 措施按提出日期，完成和销号看期末
select 'problems' as book, t.id, t.on_day as date, t.title as text,
       1 as problem, 0 as measure, 0 as done,
       coalesce(t.done_on <= :day, 0) as closed,
       (t.done_on is null or t.done_on > :day) and t.due_on < :day as late,
       t.source, t.category
from r_problems t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'measures', t.id, t.on_day, '措施：' || t.title, 0, 1,
       coalesce(t.done_on <= :day, 0), 0, 0, '（措施）', '（措施）'
from r_measures t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by 3, 1 desc, 2
