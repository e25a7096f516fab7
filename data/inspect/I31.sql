-- I31 谈心谈话没有谈够
-- group = 组织生活
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第十九条
-- remedy = 看谈心谈话的缺口，谈过的按 F3 补登记；没有谈的尽快谈
-- opens = app.talks
-- note = 委员之间、委员和每名党员一年里都要谈过；一年过完才算缺
with gap as materialized (
    select value ->> 'from' as first, value ->> 'to' as last,
           value ->> 'basis' as basis
    from json_each(:duties)
    where value ->> 'code' = 'M09' and value ->> 'applies'
      and value ->> 'over' and not value ->> 'met'),
here as materialized (
    select gap.first, gap.last, p.id, p.name, p.ord,
           exists (select 1 from post o
                   where o.person_id = p.id and o.branch_id = :branch
                     and o.voided_on is null and o.from_on <= gap.last
                     and (o.to_on is null or o.to_on > gap.last)
                     and (o.kind in ('01', '02', '29')
                          or o.kind between '11' and '18')) as committee
    from gap
    join member m on m.branch_id = :branch and m.voided_on is null
        and m.from_on <= gap.last and (m.to_on is null or m.to_on > gap.last)
    join person p on p.id = m.person_id and p.voided_on is null),
talked as materialized (
    select gap.last, t.by_id as a, t.with_id as b
    from gap
    join talk t on +t.branch_id = :branch and t.voided_on is null
        and t.on_day between gap.first and gap.last
    union
    select gap.last, t.with_id, t.by_id
    from gap
    join talk t on +t.branch_id = :branch and t.voided_on is null
        and t.on_day between gap.first and gap.last),
pairs as (
    select x.last, group_concat(x.name || '和' || y.name, '、') as names
    from here x
    join here y on y.last = x.last and y.committee and y.id > x.id
    where x.committee
      and not exists (select 1 from talked t
                      where t.last = x.last and t.a = x.id and t.b = y.id)
    group by x.last),
others as (
    select x.last, group_concat(x.name, '、') as names
    from here x
    where not x.committee
      and not exists (select 1 from talked t
                      join here y on y.last = t.last and y.id = t.b
                      where t.last = x.last and t.a = x.id and y.committee)
    group by x.last)
select '' as book, 0 as id, gap.last as date,
       substr(gap.first, 1, 4) || ' 年'
           || coalesce('，委员之间没有谈的：' || pairs.names, '')
           || coalesce('，委员没有谈到的：' || others.names, '')
           || case when pairs.names is null and others.names is null
                   then '，见谈心谈话的缺口' else '' end as text,
       gap.basis as basis
from gap
left join pairs on pairs.last = gap.last
left join others on others.last = gap.last
