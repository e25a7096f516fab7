-- R09 党课
-- group = 思想建设
-- counts = 讲课日期
-- value = 次数 | count | 次
-- value = 听课 | sum people | 人次
-- value = 其中微党课 | count micro | 次
-- value = 授课人 | distinct who | 人
-- adds = yes
-- part = sort 按种类
-- part = who 按授课人
select 'events' as book, e.id, k.on_day as date,
       coalesce('《' || k.title || '》', e.title, '（没有写题目）') as text,
       e.n_present + e.n_online as people, k.sub = '微党课' as micro,
       coalesce(k.lead_out, p.name) as who, coalesce(k.sub, '党课') as sort
from event_kind k join event e on e.id = k.event_id
     left join person p on p.id = k.lead_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'lecture'
  and k.on_day between :from and :to
order by k.on_day, e.id
