-- I24 评议的优秀超过比例
-- group = 组织生活
-- weight = 轻
-- basis = 通常做法：优秀一般不超过参加评议党员的三分之一
-- remedy = 打开这次民主评议，按得票重新确定等次（F5 按票数和比例评定）
select 'reviews' as book, v.value ->> 'id' as id, v.value ->> 'day' as date,
       (v.value ->> 'day') || ' 民主评议：' || (v.value ->> 'text') as text
from json_each(:reviews) v
where v.value ->> 'code' = 'E-REVIEW-033'
