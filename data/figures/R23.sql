-- R23 党小组会
-- group = 组织生活
-- counts = 开会日期
-- value = 次数 | count | 次
-- value = 开了会的小组 | distinct grp | 个
-- value = 到会 | sum people | 人次
-- adds = yes
-- part = grp 按党小组
select 'events' as book, e.id, k.on_day as date,
       coalesce(g.name || '　', '') || coalesce(e.title, '党小组会') as text,
       e.n_present + e.n_online as people, g.name as grp
from event_kind k join event e on e.id = k.event_id
     left join grp g on g.id = k.grp_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'group.meeting'
  and k.on_day between :from and :to
order by k.on_day, e.id
