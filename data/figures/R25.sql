-- R25 领导参加双重组织生活
-- group = 组织生活
-- counts = 活动日期
-- value = 人次 | count | 人次
-- value = 领导 | distinct who | 人
-- value = 人均 | mean one by who | 次
-- adds = yes
-- part = who 按领导
-- part = sort 按种类
-- note = 班子成员以普通党员身份到会的支部、党小组的组织生活；一场活动算一次
select 'attendance' as book, a.id, e.on_day as date,
       p.name || '　' || coalesce(e.title, '（没有写主题）') as text,
       p.name as who, 1 as one,
       case e.kind when 'branch.meeting' then '党员大会'
            when 'group.meeting' then '党小组会' when 'lecture' then '党课'
            when 'themeday' then '主题党日' when 'life.branch' then '组织生活会'
            when 'review' then '民主评议' else '学习教育' end as sort
from event e join attend a on a.event_id = e.id
     join person p on p.id = a.person_id
where e.branch_id = :branch and e.voided_on is null
  and e.on_day between :from and :to
  and a.voided_on is null and a.leader = 1 and a.state in ('1', '2')
  and exists (select 1 from event_kind k where k.event_id = e.id
              and k.counted = 1 and k.voided_on is null
              and k.kind in ('branch.meeting', 'group.meeting', 'lecture',
                             'themeday', 'life.branch', 'review', 'study',
                             'seminar', 'coaching', 'broadcast', 'integrity',
                             'redsite'))
order by e.on_day, a.id
