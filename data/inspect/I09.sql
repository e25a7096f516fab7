-- I09 没有写议题或决议
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：党员大会、支委会的记录写明议题，议一件写一个决议
-- remedy = 打开这次会，补上议题和每个议题的决议（表决过的按 F5 填入结果）
-- note = 只看党员大会和支委会
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds)
    where value ->> 'code' in ('branch.meeting', 'committee.meeting')),
meeting as (
    select e.id, e.on_day, min(k.abbr) as abbr
    from event_kind x join k on k.code = x.kind
    join event e on e.id = x.event_id
    where x.branch_id = :branch and x.on_day between :from and :to
      and x.voided_on is null and e.state = '2' and e.voided_on is null
    group by e.id)
select 'events' as book, m.id, m.on_day as date,
       m.on_day || ' ' || m.abbr || '：没有写议题' as text
from meeting m
where not exists (select 1 from agenda a
                  where a.event_id = m.id and a.voided_on is null)
union all
select 'events', m.id, m.on_day,
       m.on_day || ' ' || m.abbr || '：议题“' || a.topic || '”没有写决议'
from meeting m join agenda a on a.event_id = m.id
where a.voided_on is null and coalesce(trim(a.resolution), '') = ''
