-- R34 专题研究党建和从严治党
-- group = 组织生活
-- counts = 会议日期
-- value = 次数 | count | 次
-- value = 其中从严治党 | count strict | 次
-- value = 从严治党满足的半年 | distinct half | 个半年
-- adds = yes
-- part = sort 按专题
-- note = 从严治党要求每半年研究一次，开过的半年算满足
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       k.sub = '从严治党' as strict,
       iif(k.sub = '从严治党', substr(k.on_day, 1, 4)
           || iif(substr(k.on_day, 6, 2) < '07', '上', '下'), null) as half,
       k.sub as sort
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'party.building'
  and k.on_day between :from and :to
order by k.on_day, e.id
