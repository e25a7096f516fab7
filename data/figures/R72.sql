-- R72 支部评级
-- group = 品牌和荣誉
-- counts = 所属年度
-- value = 等次 | last grade |
-- value = 升降 | last trend |
-- value = 评定 | count rated | 次
-- value = 自查指标 | count checked | 项
-- value = 达标 | count passed | 项
-- value = 达标率 | share passed of checked | %
-- adds = 自查指标 达标
-- part = part 按自查方面
-- note = 自查按日期
select 'standard_checks' as book, t.id, t.on_day as date,
       t.result || '　' || t.item as text,
       '' as grade, '' as trend, 0 as rated, 1 as checked,
       t.result = '达标' as passed, t.part, 0 as ord
from r_standard_checks t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'strong', t.id, t.on_day,
       t.for_year || '年度　' || t.grade || coalesce('　' || t.stars, ''),
       t.grade, t.trend, 1, 0, 0, '（评定）', t.for_year
from r_strong t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by 11, 3, 2
