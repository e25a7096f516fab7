-- R14 党员积分
-- group = 思想建设
-- counts = 积分日期，补记的算在那半年的最后一天
-- value = 有积分的党员 | count scored | 人
-- value = 人均 | mean points by who | 分
-- value = 加分 | sum plus | 分
-- value = 减分 | sum minus | 分
-- value = 没有积分 | count none | 人
-- value = 超出上限 | sum over | 分
-- part = band 按分数段
-- note = 基础分、加分、减分合在一起，一项半年里超出上限的不计；期末在册的党员一人一行
with runs as (
    select t.*, r.kind, r.cap,
           sum(t.points) over (partition by t.person_id, t.rule_id, t.for_year,
                                            t.half
                               order by t.on_day, t.id) as s,
           t.for_year || iif(t.half = '上半年', '-06-30', '-12-31') as last
    from r_scores t left join r_score_rules r on r.id = t.rule_id
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day >= substr(:from, 1, 4) || '-01-01'),
counted as (
    select person_id, kind, points,
           case when cap is null then points
                when cap >= 0 then min(cap, s) - min(cap, s - points)
                else max(cap, s) - max(cap, s - points) end as c
    from runs where min(on_day, last) between :from and :to),
sums as (
    select person_id, sum(c) as points, count(*) as n,
           sum(iif(kind = '加分', c, 0)) as plus,
           sum(iif(c < 0, c, 0)) as minus, sum(abs(points - c)) as over
    from counted group by person_id)
select 'roster' as book, p.id, :day as date,
       p.name || coalesce('　' || s.points || ' 分', '　没有积分') as text,
       s.n is not null as scored, s.points,
       iif(s.n is null, null, p.id) as who, s.plus, s.minus,
       s.n is null as none, s.over,
       case when s.n is null then '没有积分' when s.points >= 90 then '90分以上'
            when s.points >= 80 then '80—89分' when s.points >= 60 then '60—79分'
            else '60分以下' end as band
from member m join person p on p.id = m.person_id
     left join sums s on s.person_id = p.id
where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
  and (m.to_on is null or m.to_on > :day)
  and p.voided_on is null and p.join_on <= :day
order by p.ord, p.id
