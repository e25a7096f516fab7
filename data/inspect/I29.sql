-- I29 支部班子不健全
-- group = 支部组织
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第四条、第六章
-- remedy = 缺书记、委员的请示上级补选，选举后在选举里登记；人数的事向上级请示
-- note = 没有书记；支委会不到三人或超过七人；按正式党员人数该设支委会、该成立联合支部
with open as (
    select b.id, b.committee from branch b
    where b.id = :branch and b.voided_on is null and b.founded_on <= :day
      and (b.closed_on is null or b.closed_on > :day)),
held as materialized (
    select distinct p.person_id, p.kind = '01' as first
    from post p
    where p.branch_id = :branch and p.voided_on is null
      and p.from_on <= :day and (p.to_on is null or p.to_on > :day)
      and (p.kind in ('01', '02', '29') or p.kind between '11' and '18')),
size as materialized (
    select count(distinct person_id) as n from held)
select '' as book, 0 as id, :day as date,
       :day || ' 支部没有书记' as text
from open where not exists (select 1 from held where first)
union all
select '', 0, :day,
       :day || ' 支部委员会有 ' || n
           || case when n < 3 then ' 人，不到三人' else ' 人，超过七人' end
from open, size where open.committee = 1 and (n < 3 or n > 7)
union all
select '', 0, :day, :day || ' ' || (r.value ->> 'text')
from open, json_each(:roster) r
where r.value ->> 'code' in ('E-ROSTER-030', 'E-ROSTER-032')
