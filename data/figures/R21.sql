-- R21 支部党员大会
-- group = 组织生活
-- counts = 开会日期
-- value = 次数 | count | 次
-- value = 到会 | sum people | 人次
-- value = 开了会的季度 | distinct quarter | 个季度
-- adds = yes
-- note = 到会人数够规定的才算
select 'events' as book, e.id, k.on_day as date,
       coalesce(e.title, '支部党员大会') as text,
       e.n_present + e.n_online as people,
       substr(k.on_day, 1, 4) || 'Q' || ((substr(k.on_day, 6, 2) + 2) / 3)
           as quarter
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'branch.meeting'
  and k.on_day between :from and :to
order by k.on_day, e.id
