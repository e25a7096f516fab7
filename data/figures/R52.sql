-- R52 述职评议
-- group = 责任和制度
-- counts = 所属年度
-- value = 等次 | last grade |
-- value = 次数 | count | 次
-- part = grade 按等次
select 'duty-reports' as book, d.id, d.on_day as date,
       d.for_year || '年度　' || p.name || coalesce('向' || d.listener, '')
           || '述职' as text,
       case d.grade when '1' then '好' when '2' then '较好' when '3' then '一般'
            when '4' then '差' end as grade
from duty_report d join person p on p.id = d.person_id
where d.branch_id = :branch and d.voided_on is null
  and d.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by d.for_year, d.on_day, d.id
