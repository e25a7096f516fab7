-- R43 先锋岗、承诺、重大任务
-- group = 队伍建设
-- counts = 承诺日期
-- value = 先锋岗和责任区 | count post | 个
-- value = 承诺 | count promise | 条
-- value = 已兑现 | count kept | 条
-- value = 兑现率 | share kept of promise | %
-- value = 重大任务 | count mission | 次
-- value = 参加任务 | sum people | 人次
-- adds = 承诺 重大任务 参加任务
-- part = what 按种类
-- note = 岗位和责任区、兑现看期末，重大任务按开始日期
select 'posts_vanguard' as book, t.id, t.on_day as date,
       t.kind || '　' || t.title as text, 1 as post, 0 as promise, 0 as kept,
       0 as mission, 0 as people, t.kind as what
from r_posts_vanguard t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
union all
select 'promises', t.id, t.on_day, p.name || '　' || t.title, 0, 1,
       coalesce(t.done_on <= :day, 0), 0, 0, t.kind
from r_promises t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'missions', t.id, t.on_day, t.title, 0, 0, 0, 1,
       coalesce(t.people, 0), t.kind
from r_missions t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by 3, 1, 2
