-- R04 第一议题
-- group = 思想建设
-- counts = 学习日期
-- value = 次数 | count | 次
-- value = 参加 | sum people | 人次
-- adds = yes
-- part = kind 按会议
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       e.n_present + e.n_online as people,
       case e.kind when 'first.topic' then '党组会'
            when 'committee.meeting' then '支委会'
            when 'branch.meeting' then '党员大会' else '其他会议' end as kind
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'first.topic'
  and k.on_day between :from and :to
order by k.on_day, e.id
