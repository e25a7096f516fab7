-- R51 不足与打算
-- group = 责任和制度
-- counts = 所属年度
-- value = 条数 | count | 条
-- value = 不足 | count kind=不足 | 条
-- value = 原因 | count kind=原因 | 条
-- value = 打算 | count kind=打算 | 条
-- part = kind 按种类
-- part = source 按来源
select 'shortcomings' as book, t.id, t.on_day as date,
       t.kind || '　' || t.title as text,
       t.kind, t.source
from r_shortcomings t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by t.kind, t.id
