-- R42 程序缺陷
-- group = 队伍建设
-- counts = 期末
-- value = 缺陷 | count | 处
-- value = 说明原因放行 | count reasoned | 处
-- value = 材料注明缺失 | count lacking | 处
-- value = 涉及 | distinct who | 人
-- part = what 按种类
-- part = who 按人
-- note = 没有按规定、写了原因的步骤，和注明缺失的材料；没有终止和归档的档案
select 'steps' as book, s.id, s.on_day as date,
       p.name || '　第 ' || s.no || ' 步：' || s.reason as text,
       1 as reasoned, 0 as lacking, p.name as who, '说明原因的步骤' as what
from candidacy c join step s on s.candidacy_id = c.id
     join person p on p.id = c.person_id
where c.branch_id = :branch and c.voided_on is null and s.voided_on is null
  and s.dropped is null and s.reason is not null
  and coalesce(s.on_day, s.asked_on) <= :day
  and (c.ended_on is null or c.ended_on > :day)
union all
select 'papers', x.id, coalesce(x.on_day, ''),
       p.name || '　' || x.name || '：' || x.missing, 0, 1, p.name,
       '缺失的材料'
from candidacy c join paper x on x.candidacy_id = c.id
     join person p on p.id = c.person_id
where c.branch_id = :branch and c.voided_on is null and x.voided_on is null
  and x.missing is not null and (x.on_day is null or x.on_day <= :day)
  and (c.ended_on is null or c.ended_on > :day)
order by 7, 3, 2
