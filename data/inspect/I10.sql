-- I10 计划过了月份没有办
-- group = 组织生活
-- weight = 轻
-- basis = 本支部的年度配档表
-- remedy = 在配档表里按 F4 对应开过的会；没有办的按 F7 补登记，不办了的写明为什么
-- opens = app.plan
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'plan' as book, p.id, p.month || '-01' as date,
       p.month || ' 计划的' || coalesce(k.abbr, p.kind)
           || coalesce('（' || nullif(trim(p.topic), '') || '）', '')
           || '没有办，也没有写为什么不办' as text
from plan p left join k on k.code = p.kind
where p.branch_id = :branch and p.voided_on is null
  and p.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and p.month < substr(:day, 1, 7)
  and p.event_id is null and coalesce(trim(p.dropped), '') = ''
