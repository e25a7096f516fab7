-- I20 议定的事过期没有办结
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：议定事项写明责任人和时限，到期办结、下次会上通报
-- remedy = 催责任人办结，填上办结日期和结果；要推迟的，改时限并写明原因
with late as (
    select a.id, a.due_on, a.text, a.owner_id, a.owner_text, a.event_id
    from action a
    where a.branch_id = :branch and a.done_on is null and a.voided_on is null
      and a.due_on < :day
    union all
    select a.id, a.due_on, a.text, a.owner_id, a.owner_text, a.event_id
    from event m join action a on a.event_id = m.id
    where m.branch_id = :branch and m.on_day <= :day
      and m.on_day >= date(:from, '-2 years')
      and a.done_on > :day and a.voided_on is null and a.due_on < :day)
select 'actions' as book, a.id, a.due_on as date,
       a.due_on || ' 到期：“' || a.text || '”，'
           || coalesce(p.name, nullif(trim(a.owner_text), ''), '没有写责任人')
           || '，过了 '
           || cast(julianday(:day) - julianday(a.due_on) as integer)
           || ' 天（' || e.on_day || ' 议定）' as text
from late a
join event e on e.id = a.event_id
left join person p on p.id = a.owner_id
where e.voided_on is null and e.state = '2'
