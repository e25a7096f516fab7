-- I08 会议记录太简单
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：记录写清楚议题、发言和结果，检查时以“过于简略”退回
-- remedy = 打开这次会，按 F5 插入提纲，照当时的笔记补全内容
-- note = 内容、讨论、发言、决议合起来不到 30 个字
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds)),
written as (
    select e.id, e.on_day, e.kind, e.grp_id,
           length(trim(coalesce(e.minutes, '')))
           + coalesce((select sum(length(trim(coalesce(a.discussion, '')))
                                  + length(trim(coalesce(a.resolution, ''))))
                       from agenda a where a.event_id = e.id
                         and a.voided_on is null), 0)
           + coalesce((select sum(length(trim(p.text))) from point p
                       where p.event_id = e.id and p.voided_on is null), 0)
               as chars
    from event e
    where e.branch_id = :branch and e.on_day between :from and :to
      and e.state = '2' and e.voided_on is null)
select 'events' as book, w.id, w.on_day as date,
       w.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || case w.chars when 0 then '：没有写内容'
                   else '：内容只有 ' || w.chars || ' 个字' end as text
from written w join k on k.code = w.kind left join grp g on g.id = w.grp_id
where w.chars < 30
