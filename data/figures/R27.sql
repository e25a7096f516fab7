-- R27 民主生活会
-- group = 组织生活
-- counts = 所属年度
-- value = 次数 | count | 次
-- value = 到会 | sum people | 人次
-- part = year 按所属年度
-- note = 第二年年初开的，所属年度是上一年的，算上一年
select 'events' as book, e.id, k.on_day as date,
       k.for_year || '年度　' || coalesce(k.title, e.title, '民主生活会') as text,
       k.for_year as year, e.n_present + e.n_online as people
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'life.leaders'
  and k.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by k.on_day, e.id
