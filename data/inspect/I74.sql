-- I74 责任没有落到人
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 打开这一条，责任人选一名在支部的党员，期限照实填
-- note = 还没有办结的：没有责任人，责任人已经离开支部，没有期限，措施没有问题
with open_rows as (
    select 'problems' as book, '问题' as noun, t.id, t.on_day, t.title,
           t.owner_id, t.due_on, 1 as kept
    from r_problems t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.done_on is null or t.done_on > :day)
    union all
    select 'measures', '措施', t.id, t.on_day, t.title, t.owner_id, t.due_on,
           exists (select 1 from r_problems x
                   where x.id = t.problem_id and x.voided_on is null)
    from r_measures t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.done_on is null or t.done_on > :day)
    union all
    select 'inspections', '巡察整改', t.id, t.on_day, t.title, t.owner_id,
           t.due_on, 1
    from r_inspections t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.done_on is null or t.done_on > :day)
    union all
    select 'tasks_year', '任务', t.id, t.on_day, t.title, t.owner_id, t.due_on,
           1
    from r_tasks_year t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.done_on is null or t.done_on > :day)),
lacks as (
    select o.*, p.name,
           exists (select 1 from member m
                   where m.person_id = o.owner_id and m.branch_id = :branch
                     and m.voided_on is null and m.to_on <= :day)
           and not exists (select 1 from member m
                           where m.person_id = o.owner_id
                             and m.branch_id = :branch
                             and m.voided_on is null and m.from_on <= :day
                             and (m.to_on is null or m.to_on > :day)) as gone
    from open_rows o left join person p on p.id = o.owner_id)
select l.book, l.id, l.on_day as date,
       l.noun || '“' || l.title || '”：'
           || case when not l.kept then '不属于清单上的任何问题'
                   when l.owner_id is null then '没有责任人'
                   when l.due_on is null then '没有期限'
                   else '责任人' || l.name || '已经离开支部' end as text
from lacks l
where not l.kept or l.owner_id is null or l.due_on is null or l.gone
