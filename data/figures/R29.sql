-- R29 民主评议党员
-- group = 组织生活
-- counts = 所属年度
-- value = 参加 | sum present | 人
-- value = 应参加 | sum due | 人
-- value = 定等次 | count graded | 人
-- value = 优秀 | count grade=优秀 | 人
-- value = 合格 | count grade=合格 | 人
-- value = 基本合格 | count grade=基本合格 | 人
-- value = 不合格 | count grade=不合格 | 人
-- part = grade 按等次
-- note = 预备党员参加评议，不定等次
select 'reviews' as book, r.id, r.on_day as date,
       r.for_year || '年度民主评议，应参加 ' || r.due || ' 人，参加 '
           || r.present || ' 人' as text,
       r.present, r.due, 0 as graded, '（评议会）' as grade, 0 as ord
from review r
where r.branch_id = :branch and r.voided_on is null
  and r.for_year between cast(substr(:from, 1, 4) as integer) and :year
union all
select 'grades', l.id, r.on_day, p.name, 0, 0,
       l.graded = 1 and l.grade in ('1', '2', '3', '4'),
       case l.grade when '1' then '优秀' when '2' then '合格'
            when '3' then '基本合格' when '4' then '不合格'
            when '5' then '不定等次' end, l.ord
from review r join review_line l on l.review_id = r.id
     join person p on p.id = l.person_id
where r.branch_id = :branch and r.voided_on is null and l.voided_on is null
  and r.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by 3, 1 desc, 9
