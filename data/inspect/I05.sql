-- I05 要表决没有填票数
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十一条；接收、转正的表决见《中国共产党发展党员工作细则》
-- remedy = 打开这次会，在这个议题里填赞成、反对、弃权；没有表决的重新表决
select 'events' as book, m.value ->> 'event' as id, m.value ->> 'day' as date,
       (m.value ->> 'day') || ' ' || (m.value ->> 'title') || '：'
           || (m.value ->> 'text') as text
from json_each(:meetings) m
where m.value ->> 'code' = 'E-EVENT-032'
