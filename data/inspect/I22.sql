-- I22 次数有空号、重号
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：每一类会按年、按党小组连续编号
-- remedy = 打开这次会核对“第几次”；漏登记的会补上，编错的改正
-- note = 作废的记录占的号不算空号；一年里第一个登记的从几号起都可以
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds) where value ->> 'number'),
numbered as (
    select x.event_id, x.on_day, x.kind, x.grp_id, x.for_year, x.no,
           lag(x.no) over (partition by x.kind, x.grp_id, x.for_year
                           order by x.no, x.on_day, x.event_id) as before
    from event_kind x
    where x.branch_id = :branch and x.no is not null and x.voided_on is null
      and x.for_year between cast(substr(:from, 1, 4) as integer) and :year
      and x.counted = 1)
select 'events' as book, n.event_id as id, n.on_day as date,
       n.on_day || ' ' || k.abbr || coalesce('（' || g.name || '）', '')
           || case when n.no = n.before
                   then '：' || n.for_year || ' 年有两个第 ' || n.no || ' 次'
                   else '：第 ' || n.before || ' 次后面是第 ' || n.no
                        || ' 次，中间缺号' end as text
from numbered n
join k on k.code = n.kind
left join grp g on g.id = n.grp_id
where n.on_day between :from and :to
  and (n.no = n.before
       or (n.no > n.before + 1
           and n.no - n.before - 1 >
               (select count(distinct v.no) from event e
                join event_kind v on v.event_id = e.id
                where e.branch_id = :branch and v.voided_on is not null
                  and e.on_day between n.for_year || '-01-01'
                                   and (n.for_year + 1) || '-12-31'
                  and v.kind = n.kind and v.grp_id is n.grp_id
                  and v.for_year = n.for_year
                  and v.no > n.before and v.no < n.no)))
