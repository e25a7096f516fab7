-- I21 同一个会登记了两次
-- group = 组织生活
-- weight = 轻
-- basis = 开一次会记一次，不重复计数
-- remedy = 核对两条记录，多出的一条按 F8 作废，写明原因
-- note = 同一天、同一类、同一个组，时间有重叠或没有写时间
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'events' as book, o.id, o.on_day as date,
       o.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：这一天登记了两次（第 ' || e.id || '、' || o.id || ' 号记录）'
           as text
from event e
join event o on o.branch_id = e.branch_id and o.on_day = e.on_day
    and o.id > e.id and o.kind = e.kind and o.grp_id is e.grp_id
join k on k.code = e.kind
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null
  and o.state = '2' and o.voided_on is null
  and coalesce(o.time_from < e.time_to and o.time_to > e.time_from, 1)
