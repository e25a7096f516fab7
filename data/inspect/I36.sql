-- I36 预备期满没有转正
-- group = 党员名册
-- weight = 重
-- basis = 《中国共产党章程》第七条；《中国共产党发展党员工作细则》第五章
-- remedy = 开党员大会讨论转正、延长或取消；已经办了的，打开这个人填转正日期或“延长至”
-- note = 有发展党员档案的，由那里的规则管
select 'roster' as book, r.value ->> 'person' as id, :day as date,
       (r.value ->> 'name') || '：' || (r.value ->> 'text') as text
from json_each(:roster) r
where r.value ->> 'code' = 'E-PEOPLE-006'
