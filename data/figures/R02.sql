-- R02 书记主持中心组
-- group = 思想建设
-- counts = 学习日期
-- value = 次数 | count | 次
-- adds = yes
-- part = form 按形式
-- note = 主持人当天任党组书记、支部书记或中心组组长
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       coalesce(k.sub, '集体学习研讨') as form
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'centre.study'
  and k.on_day between :from and :to
  and k.sub is not '巡学旁听'
  and exists (select 1 from post x where x.person_id = e.host_id
              and x.branch_id = k.branch_id and x.voided_on is null
              and x.kind in ('01', '51', '55') and x.from_on <= k.on_day
              and (x.to_on is null or x.to_on > k.on_day))
order by k.on_day, e.id
