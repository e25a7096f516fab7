-- I04 表决无效或票数有错
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十一条；接收、转正的表决见《中国共产党发展党员工作细则》
-- remedy = 打开这次会，在这个议题里核对票数；确实无效的重新开会表决
-- note = 赞成、反对、弃权的和，发出和收回的票，到会和赞成的人数
select 'events' as book, m.value ->> 'event' as id, m.value ->> 'day' as date,
       (m.value ->> 'day') || ' ' || (m.value ->> 'title') || '：'
           || (m.value ->> 'text') as text
from json_each(:meetings) m
where m.value ->> 'code' in ('E-EVENT-030', 'E-EVENT-031')
