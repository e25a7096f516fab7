-- I15 同一时间又在别处
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：台账之间互相对得上，同一个人不能同时记在两处
-- remedy = 核对两处的时间和到会情况，打开记错的一处按 F4 点名改正
-- note = 两个会时间有重叠都记了出席；登记请假、外出、出国、病休的日子又记了出席
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || e.time_from || ' ' || k.abbr || '：' || p.name
           || '同时也记在 ' || o.time_from || ' 的' || l.abbr || '出席' as text
from event e
join event o on o.on_day = e.on_day
    and (o.id > e.id or o.branch_id <> e.branch_id)
    and o.time_from < e.time_to and o.time_to > e.time_from
join k on k.code = e.kind
join k l on l.code = o.kind
join attend t on t.event_id = e.id and t.state = '1' and t.voided_on is null
join attend u on u.event_id = o.id and u.person_id = t.person_id
    and u.state = '1' and u.voided_on is null
join person p on p.id = t.person_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null
  and o.state = '2' and o.voided_on is null
union all
select 'events', e.id, e.on_day,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：' || p.name || '那天登记为'
           || case w.kind when '02' then '请假' when '06' then '外出学习'
                   when '07' then '出国(境)' when '08' then '病休'
                   else '失联' end || '，又记了出席'
from event e
join k on k.code = e.kind
join attend t on t.event_id = e.id and t.state = '1' and t.voided_on is null
join away w on w.person_id = t.person_id and w.voided_on is null
    and w.kind in ('02', '06', '07', '08', '09') and w.from_on <= e.on_day
    and (w.to_on is null or w.to_on > e.on_day)
join person p on p.id = t.person_id
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null
