-- I35 入党、转正的日期不合规定
-- group = 党员名册
-- weight = 重
-- basis = 《中国共产党章程》第一条、第七条；《中国共产党发展党员工作细则》
-- remedy = 打开这个人，查入党志愿书和批复，改正填错的日期；确实违反规定的报告上级党组织
-- note = 先后次序、申请时的年龄、预备期和延长预备期的长短
select 'roster' as book, r.value ->> 'person' as id, :day as date,
       (r.value ->> 'name') || '：' || (r.value ->> 'text') as text
from json_each(:roster) r
where r.value ->> 'person' > 0 and r.value ->> 'blocks'
  and r.value ->> 'code' not like 'E-ID-%'
  and r.value ->> 'code' <> 'E-PEOPLE-003'
