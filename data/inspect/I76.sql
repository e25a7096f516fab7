-- I76 销号没有依据
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：完成一个、核实一个、销号一个
-- remedy = 打开这一条，补写依据（文件、照片、回访记录）；没有办完的把销号日期去掉
-- note = 写了销号日期、没有写依据的；问题销了号、措施还没有完成的
select 'problems' as book, t.id, t.done_on as date,
       '问题“' || t.title || '”' || t.done_on || ' 销号，没有写依据' as text
from r_problems t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.done_on between :from and :to and coalesce(t.evidence, '') = ''
union all
select 'inspections', t.id, t.done_on,
       t.source || '的问题“' || t.title || '”' || t.done_on
           || ' 销号，没有写依据'
from r_inspections t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.done_on between :from and :to and coalesce(t.evidence, '') = ''
union all
select 'measures', x.id, t.done_on,
       '问题“' || t.title || '”' || t.done_on || ' 销号，措施“' || x.title
           || '”还没有完成'
from r_measures x join r_problems t on t.id = x.problem_id
where x.branch_id = :branch and x.voided_on is null and x.on_day <= :to
  and (x.done_on is null or x.done_on > :day)
  and t.voided_on is null and t.done_on between :from and :day
