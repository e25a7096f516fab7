-- R10 书记、领导讲党课
-- group = 思想建设
-- counts = 讲课日期
-- value = 书记讲党课 | count by_secretary | 次
-- value = 领导讲党课 | count by_leader | 次
-- value = 支部委员讲党课 | count by_committee | 次
-- value = 外请授课 | count outside | 次
-- adds = yes
-- part = role 按授课人职务
-- part = who 按授课人
-- note = 按授课人讲课那天的职务：书记是支部书记，领导是党组书记、党组成员，委员是书记以外的支委
with lecture as (
    select e.id, k.on_day, coalesce('《' || k.title || '》', e.title,
                                    '（没有写题目）') as title,
           k.lead_id, k.lead_out, coalesce(p.name, k.lead_out) as who,
           (select group_concat(x.kind) from post x
            where x.person_id = k.lead_id and x.branch_id = k.branch_id
              and x.voided_on is null and x.from_on <= k.on_day
              and (x.to_on is null or x.to_on > k.on_day)) as posts
    from event_kind k join event e on e.id = k.event_id
         left join person p on p.id = k.lead_id
    where k.branch_id = :branch and k.voided_on is null and k.counted = 1
      and k.kind = 'lecture' and k.on_day between :from and :to),
roles as (
    select *, instr(',' || posts, ',01') > 0 as by_secretary,
           instr(',' || posts, ',51') > 0 or instr(',' || posts, ',52') > 0
               as by_leader,
           instr(',' || posts, ',01') = 0
               and (instr(',' || posts, ',02') > 0
                    or instr(',' || posts, ',1') > 0
                    or instr(',' || posts, ',29') > 0) as by_committee,
           lead_id is null and lead_out is not null as outside
    from lecture)
select 'events' as book, id, on_day as date,
       title || coalesce('　' || who, '') as text,
       by_secretary, by_leader, by_committee, outside,
       case when by_secretary then '书记' when by_leader then '领导'
            when by_committee then '支部委员' when outside then '外请'
            when lead_id is null then '（未填）' else '普通党员' end as role, who
from roles
order by on_day, id
