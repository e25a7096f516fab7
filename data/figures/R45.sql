-- R45 党务干部
-- group = 队伍建设
-- counts = 期末
-- value = 人数 | distinct person_id | 人
-- value = 专职 | count time=专职 | 人
-- value = 兼职 | count time=兼职 | 人
-- part = post 按岗位
-- part = time 按专兼职
select 'party_workers' as book, t.id, t.on_day as date,
       p.name || '　' || t.post || '（' || t.time || '）' as text,
       t.person_id, t.time, t.post
from r_party_workers t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
order by t.on_day, t.id
