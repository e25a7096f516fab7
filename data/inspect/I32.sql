-- I32 领导干部没有参加双重组织生活
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党章程》第八条
-- remedy = 参加过的，打开那次会按 F4 点名记上；没有参加的，请他参加所在支部、党小组的组织生活
-- note = 党组书记、党组成员以普通党员身份到会，一年里一次也没有；任职不到半年的不算；一年过完才看
with leader as (
    select distinct p.id, p.name
    from post o
    join person p on p.id = o.person_id
    join member m on m.person_id = p.id and m.branch_id = :branch
        and m.voided_on is null and m.from_on <= :year || '-07-01'
        and (m.to_on is null or m.to_on > :year || '-12-31')
    where o.branch_id = :branch and o.kind in ('51', '52')
      and o.voided_on is null and o.from_on <= :year || '-07-01'
      and (o.to_on is null or o.to_on > :year || '-12-31')
      and :day >= :year || '-12-31')
select 'roster' as book, l.id, :year || '-12-31' as date,
       :year || ' 年：' || l.name
           || '没有参加过支部、党小组的组织生活' as text
from leader l
where not exists (
    select 1 from attend t
    join event e on e.id = t.event_id
    join json_each(:kinds) k on k.value ->> 'code' = e.kind
    where t.person_id = l.id and t.state in ('1', '2')
      and t.voided_on is null and e.branch_id = :branch
      and e.on_day between :year || '-01-01' and :year || '-12-31'
      and e.state = '2' and e.voided_on is null
      and k.value ->> 'body' in ('all', 'group'))
