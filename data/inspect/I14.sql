-- I14 点名的名单与那天的名册不符
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：应到是那天在册的全部党员（委员、小组成员），一个不少，一个不多
-- remedy = 核对党小组、职务、组织关系的日期；名单错了的，打开这次会按 F4 点名改正
-- note = 名册后来改过日期的，也会对不上
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr,
           value ->> 'body' as body
    from json_each(:kinds)),
gap as materialized (
    select value ->> 'event' as id, value ->> 'code' as code,
           value ->> 'text' as name
    from json_each(:meetings)
    where value ->> 'code' in ('missing', 'extra'))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：' || group_concat(gap.name, '、')
           || case gap.code when 'missing' then '应到，名单里没有'
                   else '不是应到的人，名单里有' end as text
from gap
join event e on e.id = gap.id
join k on k.code = e.kind
left join grp g on g.id = e.grp_id
where gap.code = 'missing' or k.body = 'posts'
   or exists (select 1 from attend t
              join person p on p.id = t.person_id and p.name = gap.name
              join member m on m.person_id = p.id and m.branch_id = :branch
                and m.voided_on is null and m.from_on <= e.on_day
                and (m.to_on is null or m.to_on > e.on_day)
              where t.event_id = e.id and t.voided_on is null
                and p.join_on <= e.on_day)
group by e.id, gap.code
