-- R24 三会一课
-- group = 组织生活
-- counts = 开会日期
-- value = 合计 | count event | 次
-- value = 党员大会 | count sort=党员大会 | 次
-- value = 支委会 | count sort=支委会 | 次
-- value = 党小组会 | count sort=党小组会 | 次
-- value = 党课 | count sort=党课 | 次
-- value = 应开周期 | sum due | 个
-- value = 达标周期 | sum met | 个
-- value = 达标率 | share met of due | %
-- adds = 合计 党员大会 支委会 党小组会 党课
-- part = sort 按种类
-- note = 一次会上两样都有的，各算一次；周期只算已经结束的，够不够按规定动作
select 'events' as book, e.id, k.on_day as date,
       case k.kind when 'branch.meeting' then '党员大会'
            when 'committee.meeting' then '支委会'
            when 'group.meeting' then '党小组会' else '党课' end
       || '　' || coalesce(k.title, e.title, '（没有写主题）') as text,
       case k.kind when 'branch.meeting' then '党员大会'
            when 'committee.meeting' then '支委会'
            when 'group.meeting' then '党小组会' else '党课' end as sort,
       1 as event, null as due, null as met
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind in ('branch.meeting', 'committee.meeting', 'group.meeting',
                 'lecture')
  and k.on_day between :from and :to
union all
select '', 0, d.value ->> 'to',
       (d.value ->> 'from') || ' 至 ' || (d.value ->> 'to') || '　'
           || (d.value ->> 'name')
           || coalesce('（' || nullif(d.value ->> 'grp_name', '') || '）', '')
           || '：应 ' || (d.value ->> 'need') || ' 次，已 '
           || (d.value ->> 'held') || ' 次',
       '应开的周期', null, 1, d.value ->> 'met'
from json_each(:duties) d
where d.value ->> 'code' in ('M01', 'M02', 'M03', 'M04')
  and d.value ->> 'applies' and d.value ->> 'over'
  and d.value ->> 'to' between :from and :to
order by 3, 1, 2
