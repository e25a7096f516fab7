-- I17 开会的日期不可能
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十一条至第十六条；没有开的会不能算开过
-- remedy = 打开这次会核对日期；还没有开的，按 F8 作废这条记录，到时再登记
-- note = 登记那天还没有到，或支部、党小组成立以前、撤销以后
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || case when e.on_day > e.entered_on
                   then '：' || e.entered_on || ' 就记了已召开，那天还没有开'
                   when e.on_day < b.founded_on
                       then '：支部 ' || b.founded_on || ' 才成立'
                   when e.on_day >= b.closed_on
                       then '：支部 ' || b.closed_on || ' 已撤销'
                   when e.on_day < g.founded_on
                       then '：党小组 ' || g.founded_on || ' 才成立'
                   else '：党小组 ' || g.closed_on || ' 已撤销' end as text
from event e
join k on k.code = e.kind
join branch b on b.id = e.branch_id
left join grp g on g.id = e.grp_id
where e.branch_id = :branch and e.on_day between :from and :to
  and e.state = '2' and e.voided_on is null
  and (e.on_day > e.entered_on or e.on_day < b.founded_on
       or e.on_day >= coalesce(b.closed_on, '9')
       or e.on_day < coalesce(g.founded_on, '')
       or e.on_day >= coalesce(g.closed_on, '9'))
