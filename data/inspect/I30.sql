-- I30 职务空缺、任职的人已不在
-- group = 支部组织
-- weight = 轻
-- basis = 《中国共产党支部工作条例（试行）》第六章；出缺及时补选，党小组设组长
-- remedy = 补选或另定人选后在党内职务里登记；已经离开的，填上免职日期
-- note = 委员比换届时选的少；党小组没有组长；任职的人不在本支部；党员超过五十人
with member_now as materialized (
    select m.person_id from member m
    where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
      and (m.to_on is null or m.to_on > :day)),
held as materialized (
    select p.id, p.person_id, p.kind, p.grp_id, p.from_on from post p
    where p.branch_id = :branch and p.voided_on is null
      and p.from_on <= :day and (p.to_on is null or p.to_on > :day)),
seats as (
    select t.id, t.no, x.seats,
           (select count(distinct h.person_id) from held h
            where h.kind in ('01', '02', '29') or h.kind between '11' and '18')
               as n
    from term t join election x on x.term_id = t.id and x.kind = '1'
    where t.branch_id = :branch and x.branch_id = :branch
      and x.voided_on is null and t.voided_on is null
      and t.elected_on <= :day and (t.ended_on is null or t.ended_on > :day))
select 'terms' as book, s.id, :day as date,
       '第 ' || s.no || ' 届选出委员 ' || s.seats || ' 人，现有 ' || s.n
           || ' 人，空缺 ' || (s.seats - s.n) || ' 人' as text
from seats s where s.n < s.seats
union all
select 'groups', g.id, :day, g.name || '没有组长'
from grp g
where g.branch_id = :branch and g.voided_on is null and g.founded_on <= :day
  and (g.closed_on is null or g.closed_on > :day)
  and exists (select 1 from placement q
              where q.grp_id = g.id and q.voided_on is null
                and q.from_on <= :day
                and (q.to_on is null or q.to_on > :day))
  and not exists (select 1 from held h
                  where h.grp_id = g.id and h.kind = '31')
union all
select 'posts', h.id, :day,
       p.name || '已不在本支部，' || h.from_on || ' 起的职务还没有免'
from held h join person p on p.id = h.person_id
where h.kind < '40'
  and h.person_id not in (select person_id from member_now)
union all
select '', 0, :day, :day || ' ' || (r.value ->> 'text')
from json_each(:roster) r where r.value ->> 'code' = 'E-ROSTER-031'
