-- R01 中心组学习
-- group = 思想建设
-- counts = 学习日期
-- value = 次数 | count held | 次
-- value = 计划 | count planned | 次
-- value = 其中已开展 | count done | 次
-- value = 参加 | sum people | 人次
-- adds = yes
-- part = form 按形式
-- note = 计划按配档表的月份；旁听别的单位的不算在内，见 R03
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       1 as held, 0 as planned, 0 as done, e.n_present + e.n_online as people,
       coalesce(k.sub, '集体学习研讨') as form
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'centre.study' and k.sub is not '巡学旁听'
  and k.on_day between :from and :to
union all
select 'plan', p.id, p.month, '计划：' || coalesce(p.topic, '中心组学习'),
       0, 1, exists (select 1 from event_kind k where k.event_id = p.event_id
                     and k.counted = 1 and k.voided_on is null),
       0, '（配档表）'
from plan p
where p.branch_id = :branch and p.voided_on is null
  and p.kind = 'centre.study'
  and p.month between substr(:from, 1, 7) and substr(:to, 1, 7)
order by 3, 2
