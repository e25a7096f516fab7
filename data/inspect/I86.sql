-- I86 结对共建半年没有活动
-- group = 关爱和服务
-- weight = 轻
-- basis = 各地通常做法：结对单位半年至少活动一次
-- remedy = 办一次共建活动，在共建活动里登记；不再结对的填终止日期
-- note = 从上次活动算起，没有活动过的从结对那天算起
with last as (
    select t.id, t.partner, t.on_day,
           (select max(x.on_day) from r_pairing_events x
            where x.branch_id = :branch and x.pairing_id = t.id
              and x.voided_on is null and x.on_day <= :day) as held
    from r_pairing t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.ended_on is null or t.ended_on > :day))
select 'pairing' as book, l.id, coalesce(l.held, l.on_day) as date,
       l.partner || '：'
           || coalesce('上次活动 ' || l.held,
                       l.on_day || ' 结对以来没有活动') || '，过了半年' as text
from last l
where months_on(coalesce(l.held, l.on_day), 6) < :day
