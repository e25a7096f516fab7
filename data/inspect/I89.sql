-- I89 政治生日过了没有登记
-- group = 关爱和服务
-- weight = 轻
-- basis = 各地通常做法：入党周年日后30天以内过政治生日
-- remedy = 补过政治生日，在政治生日台账按 F3 登记
-- opens = app.registers
-- note = 当年三分之一以上登记了的支部才列还没有的；2月29日入党的平年在28日；开启了规定动作 M27 的看规定动作
with recursive years (y) as (
    select cast(substr(:from, 1, 4) as integer)
    union all select y + 1 from years where y < :year),
days as (
    select p.id, p.name, u.y, m.from_on, m.to_on, p.ord,
           u.y - substr(p.join_on, 1, 4) as full,
           u.y || iif(substr(p.join_on, 6) = '02-29'
                      and date(u.y || '-02-29') <> u.y || '-02-29', '-02-28',
                      substr(p.join_on, 5)) as day
    from years u, member m join person p on p.id = m.person_id
    where m.branch_id = :branch and m.voided_on is null
      and p.voided_on is null and p.join_on <= :to),
passed as (
    select d.y, d.name, d.day,
           exists (select 1 from r_birthdays t
                   where t.branch_id = :branch and t.person_id = d.id
                     and t.for_year = d.y and t.voided_on is null) as kept
    from days d
    where d.full > 0 and d.day between :from and :to and d.from_on <= d.day
      and (d.to_on is null or d.to_on > :day)
      and date(d.day, '+30 days') < :day
    order by d.day, d.ord)
select '' as book, 0 as id, max(iif(x.kept, null, x.day)) as date,
       x.y || ' 年 ' || sum(not x.kept) || ' 名党员过了日子没有登记：'
           || group_concat(iif(x.kept, null, x.name || ' '
                                             || substr(x.day, 6)), '、')
           as text
from passed x
where not exists (select 1 from json_each(:duties) d
                  where d.value ->> 'code' = 'M27'
                    and d.value ->> 'applies')
group by x.y
having sum(not x.kept) > 0 and sum(x.kept) * 3 >= count(*)
