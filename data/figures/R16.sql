-- R16 参加培训
-- group = 思想建设
-- counts = 培训日期
-- value = 次数 | distinct session | 次
-- value = 人次 | sum people | 人次
-- value = 天数 | sum days | 人天
-- value = 学时 | sum minutes | 小时
-- adds = 人次 天数 学时
-- part = role 按身份
-- part = organiser 按主办单位
-- note = 按开始的那天；同一天同一内容的算一次；支部集中参加的培训班也在内
select 'training_log' as book, t.id, t.on_day as date,
       p.name || '　' || t.topic as text,
       t.on_day || t.topic as session, 1 as people, t.days,
       t.hours as minutes, t.role, t.organiser
from r_training_log t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'events', e.id, k.on_day, coalesce(k.title, e.title, '培训班'),
       k.on_day || coalesce(k.title, e.id), e.n_present + e.n_online, 0,
       coalesce(k.hours, 0) * (e.n_present + e.n_online), '集中参加',
       k.lead_out
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'training' and k.on_day between :from and :to
order by 3, 2
