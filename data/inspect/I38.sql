-- I38 流动党员久未联系
-- group = 党员名册
-- weight = 轻
-- basis = 《中国共产党党员教育管理工作条例》第二十四条；三个月提醒一次是通常做法，失去联系六个月以上的按程序停止党籍
-- remedy = 尽快联系，在联系记录里登记；多方查找联系不上的，提支委会研究
-- note = 联系过、到过会、交过党费都算
with last as (
    select w.id, p.name, w.kind, w.person_id,
           max(w.from_on,
               coalesce((select max(c.on_day) from contact c
                         where c.person_id = w.person_id and c.reached = 1
                           and c.voided_on is null and c.on_day <= :day), ''),
               coalesce((select max(e.on_day) from attend t
                         join event e on e.id = t.event_id
                         where t.person_id = w.person_id
                           and t.state in ('1', '2') and t.voided_on is null
                           and e.state = '2' and e.voided_on is null
                           and e.on_day <= :day), ''),
               coalesce((select max(y.paid_on) from payment_part d
                         join payment y on y.id = d.payment_id
                         where d.person_id = w.person_id
                           and y.voided_on is null and y.paid_on <= :day), ''))
               as on_day
    from away w
    join person p on p.id = w.person_id
    join member m on m.person_id = w.person_id and m.branch_id = :branch
      and m.voided_on is null and m.from_on <= :day
      and (m.to_on is null or m.to_on > :day)
    where w.voided_on is null and w.kind in ('01', '07', '09')
      and w.from_on <= :day and (w.to_on is null or w.to_on > :day))
select 'away' as book, l.id, l.on_day as date,
       l.name || '：最近一次联系是 ' || l.on_day || '，'
           || case when l.on_day <= months_on(:day, -6)
                   then '已有六个月以上' else '已过三个月' end as text
from last l
where l.on_day <= months_on(:day, -3)
