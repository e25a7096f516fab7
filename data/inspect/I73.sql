-- I73 问题没有整改措施
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：列入问题清单后15天以内定出措施
-- remedy = 打开这个问题，再到整改措施按 F3 登记措施，写责任人和期限
-- note = 列入清单15天以内不算，已经销号的不算
select 'problems' as book, t.id, t.on_day as date,
       t.on_day || ' ' || t.source || '“' || t.title || '”没有整改措施' as text
from r_problems t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to and date(t.on_day, '+15 days') < :day
  and (t.done_on is null or t.done_on > :day)
  and not exists (select 1 from r_measures x
                  where x.branch_id = :branch and x.problem_id = t.id
                    and x.voided_on is null)
