-- R22 支委会
-- group = 组织生活
-- counts = 开会日期
-- value = 次数 | count | 次
-- value = 到会 | sum people | 人次
-- value = 开了会的月份 | distinct month | 个月
-- adds = yes
-- note = 到会委员过半的才算
select 'events' as book, e.id, k.on_day as date,
       coalesce(e.title, '支部委员会会议') as text,
       e.n_present + e.n_online as people, substr(k.on_day, 1, 7) as month
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'committee.meeting'
  and k.on_day between :from and :to
order by k.on_day, e.id
