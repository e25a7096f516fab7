-- I12 缺课没有补学
-- group = 组织生活
-- weight = 轻
-- basis = 各地通常做法：没有参加学习、党课的一个月内补学；中心组学习的补学见《中国共产党党委（党组）理论学习中心组学习规则》
-- remedy = 安排补学，再打开这次会按 F4 点名，在这个人上按 F5 登记补学
-- note = 只看党课、学习、研讨、辅导，过了 30 天；病假、产假、驻村、年老体弱和登记了流动、请假的不算
with k as materialized (
    select value ->> 'code' as code, value ->> 'abbr' as abbr
    from json_each(:kinds)
    where value ->> 'code' in
          ('lecture', 'study', 'seminar', 'coaching', 'centre.study'))
select 'events' as book, e.id, e.on_day as date,
       e.on_day || ' ' || min(k.abbr) || '：' || p.name
           || case t.state when '3' then '请假' else '缺席' end
           || '，过了 30 天还没有补学' as text
from event_kind x
join k on k.code = x.kind
join event e on e.id = x.event_id
join attend t on t.event_id = e.id
join person p on p.id = t.person_id
where x.branch_id = :branch and x.on_day between :from and :to
  and x.on_day < date(:day, '-30 days')
  and x.voided_on is null and e.state = '2' and e.voided_on is null
  and t.voided_on is null and t.state in ('3', '4') and t.makeup_on is null
  and coalesce(t.reason, '') not in ('2', '5', '7', '9', 'a')
  and not exists (select 1 from away w
                  where w.person_id = t.person_id and w.voided_on is null
                    and w.from_on <= e.on_day
                    and (w.to_on is null or w.to_on > e.on_day))
  and exists (select 1 from member m
              where m.person_id = t.person_id and m.branch_id = :branch
                and m.voided_on is null and m.from_on <= :day
                and (m.to_on is null or m.to_on > :day))
group by e.id, t.id
