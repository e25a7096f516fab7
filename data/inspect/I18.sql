-- I18 开会以后过了很久才登记
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：会后一两天记完；过了几天算补登，按类型定，本单位可以改
-- remedy = 照实留着“补登”的记号，准备好当时的签到和照片说明；以后会后就记
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr,
           value ->> 'late_days' as days
    from json_each(:kinds))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || '：' || e.entered_on || ' 才登记，隔了 '
           || cast(julianday(e.entered_on) - julianday(e.on_day) as integer)
           || ' 天' as text
from event e
join k on k.code = e.kind
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null
  and julianday(e.entered_on) - julianday(e.on_day) > k.days
