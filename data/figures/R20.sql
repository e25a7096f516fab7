-- R20 线上参加和送学
-- group = 思想建设
-- counts = 活动日期
-- value = 线上参加 | count online | 人次
-- value = 送学补课 | count brought | 人次
-- value = 人数 | distinct who_id | 人
-- value = 活动 | distinct event_id | 场
-- adds = yes
-- part = who 按党员
-- part = way 按方式
-- note = 线上是到会情况记“线上”的；送学是没有到会、送学上门补的，按补学日期
with there as (
    select a.id, a.event_id, a.person_id, a.state, a.makeup_on, e.on_day,
           e.title
    from event e join attend a on a.event_id = e.id
    where e.branch_id = :branch and e.voided_on is null
      and e.on_day between date(:from, '-1 year') and :to
      and a.voided_on is null
      and ((a.state = '2' and e.on_day >= :from)
           or (a.state in ('3', '4') and a.makeup_form = '3'
               and a.makeup_on between :from and :to))
      and exists (select 1 from event_kind k where k.event_id = e.id
                  and k.counted = 1 and k.voided_on is null))
select 'attendance' as book, t.id,
       iif(t.state = '2', t.on_day, t.makeup_on) as date,
       p.name || '　' || coalesce(t.title, '（没有写主题）') as text,
       t.state = '2' as online, t.state <> '2' as brought,
       p.name as who, t.person_id as who_id, t.event_id,
       iif(t.state = '2', '线上', '送学上门') as way
from there t join person p on p.id = t.person_id
order by 3, 2
