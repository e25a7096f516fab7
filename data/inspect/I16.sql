-- I16 主持、记录的人点名时不在
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：主持人、记录人当场在会
-- remedy = 打开这次会，核对点名（F4）和主持人、记录人，改错的那一个
select 'events' as book, m.value ->> 'event' as id, m.value ->> 'day' as date,
       (m.value ->> 'day') || ' ' || (m.value ->> 'title') || '：'
           || (m.value ->> 'text') as text
from json_each(:meetings) m
where m.value ->> 'code' in ('E-EVENT-048', 'E-EVENT-018')
