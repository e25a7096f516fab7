-- R07 学时
-- group = 思想建设
-- counts = 学习日期
-- value = 学时 | sum minutes | 小时
-- value = 人均学时 | mean minutes by id | 小时
-- value = 达到规定学时 | count reached | 人
-- value = 党员 | count | 人
-- value = 达标率 | share reached | %
-- part = norm 按规定学时
-- part = reached_word 按是否达到
-- note = 一年党员32学时，书记和支部委员56学时；同一次活动几类都有学时的取最长的一类，线上、送学、外出培训按登记的学时
with came as (
    select a.person_id as who, e.id, max(k.hours) as minutes
    from event e join event_kind k on e.id = k.event_id
         join attend a on a.event_id = e.id
    where e.branch_id = :branch and e.voided_on is null
      and e.on_day between :from and :to and k.counted = 1
      and k.voided_on is null and k.hours > 0 and k.kind <> 'volunteer'
      and a.voided_on is null and a.state in ('1', '2')
    group by a.person_id, e.id
    union all
    select t.person_id, 0, t.hours from r_online_hours t
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to
    union all
    select t.person_id, 0, t.hours from r_training_log t
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to),
sums as (select who, sum(minutes) as minutes from came group by who),
people as (
    select p.id, p.ord, p.name, coalesce(s.minutes, 0) as minutes,
           iif(exists (select 1 from post x where x.person_id = p.id
                       and x.branch_id = :branch and x.voided_on is null
                       and (x.kind in ('01', '02', '29')
                            or x.kind between '11' and '18')
                       and x.from_on <= :day
                       and (x.to_on is null or x.to_on > :day)), 56, 32)
               as norm
    from member m join person p on p.id = m.person_id
         left join sums s on s.who = p.id
    where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
      and (m.to_on is null or m.to_on > :day)
      and p.voided_on is null and p.join_on <= :day)
select 'roster' as book, id, :day as date,
       name || '　' || (minutes / 60)
           || iif(minutes % 60 = 0, '', '.' || (minutes % 60 * 10 / 60))
           || ' 学时' as text,
       minutes, minutes >= norm * 60 as reached,
       iif(minutes >= norm * 60, '达到', '没有达到') as reached_word,
       norm || ' 学时' as norm
from people
order by ord, id
