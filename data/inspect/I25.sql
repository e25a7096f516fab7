-- I25 评议的人数、票数、等次有错
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十八条；预备党员参加评议，不定等次
-- remedy = 打开这次民主评议，照测评表和签到核对；测评无效的重新测评
select 'reviews' as book, v.value ->> 'id' as id, v.value ->> 'day' as date,
       (v.value ->> 'day') || ' 民主评议：' || (v.value ->> 'text') as text
from json_each(:reviews) v
where v.value ->> 'code' like 'E-REVIEW-%'
  and v.value ->> 'code' not in
      ('E-REVIEW-003', 'E-REVIEW-009', 'E-REVIEW-011', 'E-REVIEW-031',
       'E-REVIEW-033', 'E-REVIEW-034')
