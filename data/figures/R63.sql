-- R63 廉政（警示）教育
-- group = 作风廉政
-- counts = 教育日期
-- value = 次数 | count | 次
-- value = 参加 | sum people | 人次
-- value = 其中警示教育 | count warning | 次
-- value = 到教育基地 | count at_base | 次
-- adds = yes
-- part = sort 按种类
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       e.n_present + e.n_online as people, k.sub = '警示教育' as warning,
       k.base is not null as at_base, k.sub as sort
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'integrity'
  and k.on_day between :from and :to
order by k.on_day, e.id
