-- I06 有表决权的人数与点名不一致
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：决议上的应到、实到人数与签到一致
-- remedy = 打开这次会，核对点名（F4）和这个议题的有表决权人数，改错的那一个
select 'events' as book, m.value ->> 'event' as id, m.value ->> 'day' as date,
       (m.value ->> 'day') || ' ' || (m.value ->> 'title') || '：'
           || (m.value ->> 'text') as text
from json_each(:meetings) m
where m.value ->> 'code' = 'E-EVENT-037'
