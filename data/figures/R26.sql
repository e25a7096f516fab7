-- R26 主题党日
-- group = 组织生活
-- counts = 活动日期
-- value = 次数 | count | 次
-- value = 开展的月份 | distinct month | 个月
-- value = 四有齐全 | count full | 次
-- value = 参加 | sum people | 人次
-- adds = yes
-- part = form 按形式
-- note = 四有：有主题、有主讲、有讨论、有收获
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       e.n_present + e.n_online as people, substr(k.on_day, 1, 7) as month,
       instr(k.boxes, '有主题') > 0 and instr(k.boxes, '有主讲') > 0
           and instr(k.boxes, '有讨论') > 0 and instr(k.boxes, '有收获') > 0
           as full,
       k.form
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'themeday'
  and k.on_day between :from and :to
order by k.on_day, e.id
