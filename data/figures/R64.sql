-- R64 廉政提醒
-- group = 作风廉政
-- counts = 提醒日期
-- value = 次数 | count | 次
-- value = 人次 | sum people | 人次
-- adds = yes
-- part = occasion 按时机
-- part = channel 按方式
select 'reminders_clean' as book, t.id, t.on_day as date,
       t.occasion || '　' || t.content as text,
       t.occasion, t.channel, t.people
from r_reminders_clean t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
