-- R08 专题辅导
-- group = 思想建设
-- counts = 辅导日期
-- value = 次数 | count | 次
-- value = 参加 | sum people | 人次
-- value = 外请辅导 | count outside | 次
-- adds = yes
-- part = who 按辅导人
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写题目）') as text,
       e.n_present + e.n_online as people, k.lead_out is not null as outside,
       coalesce(k.lead_out, p.name) as who
from event_kind k join event e on e.id = k.event_id
     left join person p on p.id = k.lead_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'coaching'
  and k.on_day between :from and :to
order by k.on_day, e.id
