-- R14 党员积分
-- group = 思想建设
-- counts = 积分日期
-- value = 有积分的党员 | count scored | 人
-- value = 人均 | mean points by who | 分
-- value = 加分 | sum plus | 分
-- value = 减分 | sum minus | 分
-- value = 没有积分 | count none | 人
-- part = band 按分数段
-- note = 基础分、加分、减分合在一起；期末在册的党员一人一行
with sums as (
    select t.person_id, sum(t.points) as points, count(*) as n,
           sum(iif(r.kind = '加分', t.points, 0)) as plus,
           sum(iif(t.points < 0, t.points, 0)) as minus
    from r_scores t left join r_score_rules r on r.id = t.rule_id
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to
    group by t.person_id)
select 'roster' as book, p.id, :day as date,
       p.name || coalesce('　' || s.points || ' 分', '　没有积分') as text,
       s.n is not null as scored, s.points,
       iif(s.n is null, null, p.id) as who, s.plus, s.minus,
       s.n is null as none,
       case when s.n is null then '没有积分' when s.points >= 90 then '90分以上'
            when s.points >= 80 then '80—89分' when s.points >= 60 then '60—79分'
            else '60分以下' end as band
from member m join person p on p.id = m.person_id
     left join sums s on s.person_id = p.id
where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
  and (m.to_on is null or m.to_on > :day)
  and p.voided_on is null and p.join_on <= :day
order by p.ord, p.id
