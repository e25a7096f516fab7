-- I03 到会人数不够
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十一条、第十二条
-- remedy = 核对点名（打开这次会按 F4）；确实不够的，把状态改成流会，另行召开
-- note = 按会议类型的人数要求和那天的点名重新算
select 'events' as book, m.value ->> 'event' as id, m.value ->> 'day' as date,
       (m.value ->> 'day') || ' ' || (m.value ->> 'title') || '：'
           || substr(m.value ->> 'text', 1,
                     instr((m.value ->> 'text') || '。人数不够',
                           '。人数不够') - 1) as text
from json_each(:meetings) m
where m.value ->> 'code' = 'E-EVENT-025'
