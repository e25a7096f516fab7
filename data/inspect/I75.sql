-- I75 问题和措施过期没有办结
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：按清单上的期限整改销号
-- remedy = 办完的填销号日期和依据；没有办完的写进展，期限要改的写明谁同意
-- note = 期限那一天不算过期；问题过期、销了号的，它的措施不在这里列
select 'problems' as book, t.id, t.due_on as date,
       '问题“' || t.title || '”期限 ' || t.due_on || '，过了 '
           || cast(julianday(:day) - julianday(t.due_on) as integer)
           || ' 天没有销号（' || coalesce(p.name, '没有责任人') || '）' as text
from r_problems t left join person p on p.id = t.owner_id
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and (t.done_on is null or t.done_on > :day) and t.due_on < :day
union all
select 'measures', t.id, t.due_on,
       '措施“' || t.title || '”期限 ' || t.due_on || '，过了 '
           || cast(julianday(:day) - julianday(t.due_on) as integer)
           || ' 天没有完成（' || coalesce(p.name, '没有责任人') || '）'
from r_measures t left join person p on p.id = t.owner_id
     left join r_problems x on x.id = t.problem_id
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and (t.done_on is null or t.done_on > :day) and t.due_on < :day
  and not coalesce(x.voided_on is null
                   and (x.due_on < :day or x.done_on <= :day), 0)
