-- R68 风险点和个人事项
-- group = 作风廉政
-- counts = 期末
-- value = 风险点 | count risk | 个
-- value = 高风险 | count level=高 | 个
-- value = 防控措施 | sum measures | 条
-- value = 个人事项已报 | count reported | 人次
-- value = 没有报 | count unreported | 人次
-- part = level 按风险等级
-- note = 个人事项按所属年度；个人事项报告涉密，这里不写姓名
select 'risks' as book, t.id, t.on_day as date,
       t.post || '　' || t.risk as text,
       1 as risk, coalesce(t.n_measures, 1) as measures, 0 as reported,
       0 as unreported, t.level
from r_risks t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
union all
select 'personal_matters', t.id, t.on_day, t.for_year || '年　' || t.kind, 0, 0,
       coalesce(t.reported, 0), coalesce(t.reported, 0) = 0, '（个人事项）'
from r_personal_matters t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by 1 desc, 3, 2
