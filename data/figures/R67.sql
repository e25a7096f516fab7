-- R67 责任书和承诺书
-- group = 作风廉政
-- counts = 所属年度
-- value = 份数 | sum copies | 份
-- value = 签订人 | distinct person_id | 人
-- value = 责任书 | sum duty_copies | 份
-- value = 承诺书 | sum promise_copies | 份
-- part = kind 按种类
select 'pledges' as book, t.id, t.on_day as date,
       p.name || '　' || t.kind as text,
       t.copies, t.person_id, t.kind,
       iif(t.kind like '%责任书', t.copies, 0) as duty_copies,
       iif(t.kind like '%承诺书', t.copies, 0) as promise_copies
from r_pledges t
     join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by t.on_day, t.id
