-- R32 政治生日
-- group = 组织生活
-- counts = 入党周年日
-- value = 五项齐全 | count full | 人
-- value = 应过政治生日 | count | 人
-- value = 覆盖率 | share full | %
-- value = 已登记 | count noted | 人
-- value = 逢十周年 | count round | 人
-- adds = 应过政治生日 逢十周年
-- part = month 按月份
-- part = state 按情况
-- note = 五项照政治生日台账的 state：建台账、送贺卡、谈心、重温誓词、走访慰问，当地可改；那一天在册的党员，当年入党的从下一年算起；2月29日入党的平年在28日
with recursive years (y) as (
    select cast(substr(:from, 1, 4) as integer)
    union all select y + 1 from years where y < :year),
days as (
    select p.id, p.name, y, y - substr(p.join_on, 1, 4) as full,
           m.from_on, m.to_on,
           y || iif(substr(p.join_on, 6) = '02-29'
                    and date(y || '-02-29') <> y || '-02-29', '-02-28',
                    substr(p.join_on, 5)) as day
    from years, member m join person p on p.id = m.person_id
    where m.branch_id = :branch and m.voided_on is null
      and p.voided_on is null and p.join_on <= :to
      and m.from_on <= :to and (m.to_on is null or m.to_on > :from)),
notes as materialized (
    select t.person_id, t.for_year, max(t.id) as id from r_birthdays t
    where t.branch_id = :branch and t.voided_on is null
      and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
    group by t.person_id, t.for_year),
done as (
    select d.*, n.id as note
    from days d left join notes n on n.person_id = d.id and n.for_year = d.y
    where full > 0 and day between :from and :to and from_on <= day
      and (to_on is null or to_on > day))
select iif(d.note is null, 'roster', 'birthdays') as book,
       coalesce(d.note, d.id) as id, d.day as date,
       d.name || '　入党 ' || d.full || ' 周年' as text,
       d.note is not null and {birthdays.state} = '齐全' as full,
       d.note is not null as noted, d.full % 10 = 0 as round,
       substr(d.day, 1, 7) as month,
       case when d.note is null then '没有登记'
            when {birthdays.state} = '齐全' then '五项齐全'
            else '不齐' end as state
from done d left join r_birthdays t on t.id = d.note
order by d.day, d.id
