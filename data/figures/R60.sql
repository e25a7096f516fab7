-- R60 结对共建
-- group = 关爱和服务
-- counts = 活动日期
-- value = 结对单位 | count partner | 个
-- value = 共建活动 | count activity | 次
-- value = 参加 | sum people | 人次
-- value = 清单 | count item | 项
-- value = 其中落实 | count done | 项
-- adds = 共建活动 参加 清单
-- part = what 按种类
-- part = who 按结对单位
-- note = 结对单位看期末；清单是资源、需求、项目，按列入日期
select 'pairing' as book, t.id, t.on_day as date, t.partner as text,
       1 as partner, 0 as activity, 0 as people, 0 as item, 0 as done,
       '结对单位' as what, t.partner as who
from r_pairing t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
union all
select 'pairing_events', t.id, t.on_day, t.title, 0, 1,
       coalesce(t.people, 0), 0, 0, '共建活动', x.partner
from r_pairing_events t left join r_pairing x on x.id = t.pairing_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'co_resources', t.id, t.on_day, t.kind || '　' || t.title, 0, 0, 0, 1,
       coalesce(t.done_on <= :day, 0), t.kind || '清单', x.partner
from r_co_resources t left join r_pairing x on x.id = t.pairing_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by 3, 1, 2
