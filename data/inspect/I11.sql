-- I11 请假、缺席没有写原因
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：会议记录写明缺席的人和原因，巡察、检查必看
-- remedy = 打开这次会，按 F4 点名，给请假、缺席的人写上原因
-- note = 原因选“其他”的要写明是什么
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：' || p.name
           || case t.state when '3' then '请假' else '缺席' end
           || case when t.reason = 'z' then '的原因是“其他”，没有说明'
                   else '没有写原因' end as text
from event e
join k on k.code = e.kind
join attend t on t.event_id = e.id
join person p on p.id = t.person_id
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null and t.voided_on is null
  and t.state in ('3', '4')
  and (t.reason is null
       or (t.reason = 'z' and coalesce(trim(t.reason_text), '') = ''))
