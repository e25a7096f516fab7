-- I78 任务和承诺过期没有兑现
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：按写明的期限完成、兑现
-- remedy = 办完的填完成日期和结果；没有办完的写进展，期限要改的写明谁同意
-- note = 期限那一天不算过期；年度任务、责任清单、办实事、承诺、共建清单、项目、创建、责任区、组织设置、自查整改
with due_rows as (
    select 'tasks_year' as book, '任务' as noun, id, title, due_on, done_on,
           owner_id
    from r_tasks_year
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'duties_list', '责任', id, item, due_on, done_on, owner_id
    from r_duties_list
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'good_deeds', '实事', id, title, due_on, done_on, owner_id
    from r_good_deeds
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'promises', '承诺', id, title, due_on, done_on, person_id
    from r_promises
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'co_resources', '共建' || kind, id, title, due_on, done_on, owner_id
    from r_co_resources
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'projects', '融合项目', id, title, due_on, done_on, owner_id
    from r_projects
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'milestones', '项目节点', id, title, due_on, done_on, owner_id
    from r_milestones
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'creation', '创建', id, title, due_on, won_on, owner_id
    from r_creation
    where branch_id = :branch and voided_on is null and on_day <= :to
      and stage <> '未通过'
    union all
    select 'area_sheets', '责任区', id, area || task, due_on, done_on, leader_id
    from r_area_sheets
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'org_setting', kind, id, title, due_on, done_on, owner_id
    from r_org_setting
    where branch_id = :branch and voided_on is null and on_day <= :to
    union all
    select 'standard_checks', '自查整改', id, item, due_on, done_on, owner_id
    from r_standard_checks
    where branch_id = :branch and voided_on is null and on_day <= :to)
select t.book, t.id, t.due_on as date,
       t.noun || '“' || t.title || '”期限 ' || t.due_on || '，过了 '
           || cast(julianday(:day) - julianday(t.due_on) as integer)
           || ' 天没有办结（' || coalesce(p.name, '没有责任人') || '）' as text
from due_rows t left join person p on p.id = t.owner_id
where t.due_on < :day and (t.done_on is null or t.done_on > :day)
