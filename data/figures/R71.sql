-- R71 品牌和文明创建
-- group = 品牌和荣誉
-- counts = 活动日期
-- value = 品牌 | count brand | 个
-- value = 文明创建活动 | count civil | 次
-- value = 参加 | sum people | 人次
-- value = 创建项目 | count creation | 个
-- value = 融合项目 | count project | 个
-- value = 项目节点完成 | count milestone | 个
-- adds = 文明创建活动 参加 项目节点完成
-- part = what 按种类
-- note = 品牌看期末；创建、融合项目是期末以前立项、期初还没有命名或完成的；节点按完成日期
select 'brands' as book, t.id, t.on_day as date, t.title as text,
       1 as brand, 0 as civil, 0 as people, 0 as creation, 0 as project,
       0 as milestone, '品牌' as what
from r_brands t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
union all
select 'civil', t.id, t.on_day, t.title, 0, 1, coalesce(t.people, 0), 0, 0, 0,
       t.kind
from r_civil t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'creation', t.id, t.on_day, t.title || '　' || t.stage, 0, 0, 0, 1, 0,
       0, '创建：' || t.kind
from r_creation t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.won_on is null or t.won_on >= :from)
union all
select 'projects', t.id, t.on_day, t.title, 0, 0, 0, 0, 1, 0, '融合项目'
from r_projects t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.done_on is null or t.done_on >= :from)
union all
select 'milestones', t.id, t.done_on, t.title, 0, 0, 0, 0, 0, 1, '项目节点'
from r_milestones t
where t.branch_id = :branch and t.voided_on is null
  and t.done_on between :from and :to
order by 3, 1, 2
