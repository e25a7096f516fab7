-- I10 计划过了月份没有办
-- group = 组织生活
-- weight = 轻
-- basis = 本支部的年度配档表
-- remedy = 没有办的在配档表里按 F7 补登记；不办了的打开这一项，写明为什么取消
-- opens = app.plan
-- note = 和配档表的“逾期未办”一样看；那个月开过、只是没有挂上的不算
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'plan' as book, p.id, p.month || '-01' as date,
       p.month || ' 计划的' || coalesce(k.abbr, p.kind)
           || coalesce('（' || nullif(trim(p.topic), '') || '）', '')
           || case when e.state in ('3', '4')
                   then '没有开成，也没有另外办'
                   else '没有办，也没有写为什么不办' end as text
from plan p
left join event e on e.id = p.event_id and e.voided_on is null
left join k on k.code = p.kind
where p.branch_id = :branch and p.voided_on is null
  and p.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and p.dropped is null and coalesce(e.state, '') <> '2'
  and case when e.state = '1' then e.on_day < :day
           when :day = :to then p.month < substr(date(:to, '+1 day'), 1, 7)
           else p.month < substr(:day, 1, 7) end
  and not (p.event_id is null and exists (
      select 1 from event_kind x
      where x.branch_id = :branch and x.kind = p.kind
        and (p.grp_id is null or x.grp_id = p.grp_id)
        and x.counted = 1 and x.voided_on is null
        and x.on_day between p.month || '-01' and p.month || '-31'
        and not exists (select 1 from plan o
                        where o.kind = x.kind and o.event_id = x.event_id
                          and o.voided_on is null)))
