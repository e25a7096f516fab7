-- I07 没有写主持人、记录人
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：会议记录写明主持人、记录人，由他们签字
-- remedy = 打开这次会，补上主持人、记录人
-- note = 主持人所有活动都要写；记录人只看有议题的会
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr,
           value ->> 'agenda' as agenda
    from json_each(:kinds)),
lacking as (
    select e.id, e.on_day, k.abbr, e.grp_id,
           (e.host_id is null and coalesce(trim(e.host_note), '') = '')
               as no_host,
           (e.recorder_id is null and k.agenda) as no_recorder
    from event e join k on k.code = e.kind
    where e.branch_id = :branch and e.on_day between :from and :to
      and e.state = '2' and e.voided_on is null)
select 'events' as book, l.id, l.on_day as date,
       l.on_day || ' ' || l.abbr || coalesce('（' || g.name || '）', '')
           || '：没有写' || case when not l.no_recorder then '主持人'
                                 when not l.no_host then '记录人'
                                 else '主持人和记录人' end as text
from lacking l left join grp g on g.id = l.grp_id
where l.no_host or l.no_recorder
