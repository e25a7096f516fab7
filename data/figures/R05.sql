-- R05 专题研讨
-- group = 思想建设
-- counts = 研讨日期
-- value = 次数 | count | 次
-- value = 参加 | sum people | 人次
-- adds = yes
-- part = level 按层次
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       e.n_present + e.n_online as people, k.sub as level
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'seminar'
  and k.on_day between :from and :to
order by k.on_day, e.id
