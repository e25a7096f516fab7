-- I13 点名的人那天不是本支部党员
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十一条；应到按那天在册的党员算
-- remedy = 核对这个人的组织关系日期（党员名册按 F7）；点错了的，打开这次会按 F4，从名单中去掉，旁听的写进列席
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds)
    where value ->> 'body' in ('all', 'committee', 'group')),
spell as (
    select person_id, min(from_on) as first, max(coalesce(to_on, '9')) as last
    from member where branch_id = :branch and voided_on is null
    group by person_id)
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：名单里有' || p.name || '，'
           || case when s.person_id is null then '不在本支部的名册里'
                   when e.on_day < s.first
                       then s.first || ' 才进本支部'
                   when e.on_day >= s.last
                       then s.last || ' 起已不在本支部'
                   when p.join_on is null or p.join_on > e.on_day
                       then '那天还不是党员'
                   else '那天不在本支部' end as text
from event e
join k on k.code = e.kind
join attend t on t.event_id = e.id
join person p on p.id = t.person_id
left join spell s on s.person_id = t.person_id
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null and t.voided_on is null
  and (p.join_on is null or p.join_on > e.on_day
       or not exists (select 1 from member m
                      where m.person_id = t.person_id
                        and m.branch_id = :branch and m.voided_on is null
                        and m.from_on <= e.on_day
                        and (m.to_on is null or m.to_on > e.on_day)))
