-- I77 巡察督查的问题过期没有整改
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：按反馈的期限整改
-- remedy = 整改完的填日期、个数和依据；没有完的向检查的一方说明
-- note = 期限那一天不算过期；没有查出问题的检查不算
select 'inspections' as book, t.id, t.due_on as date,
       t.source || '的问题“' || t.title || '”期限 ' || t.due_on || '，过了 '
           || cast(julianday(:day) - julianday(t.due_on) as integer)
           || ' 天没有销号' as text
from r_inspections t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and (t.done_on is null or t.done_on > :day) and t.due_on < :day
union all
select 'supervision', t.id, t.due_on,
       t.on_day || ' “' || t.title || '”查出 ' || t.found || ' 个问题，期限 '
           || t.due_on || '，整改了 ' || coalesce(t.fixed, 0) || ' 个'
from r_supervision t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.found > 0 and t.due_on < :day
  and (t.done_on is null or t.done_on > :day
       or t.fixed < t.found)
