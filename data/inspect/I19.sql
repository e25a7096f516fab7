-- I19 党员大会表决前支委会没有研究
-- group = 组织生活
-- weight = 轻
-- basis = 通常做法：重要事项先由支部委员会研究，再提交党员大会讨论决定；次序不对是检查常指出的问题
-- remedy = 支委会研究过的，在那次会上补记议题，写明是谁的事；没有研究的，以后先开支委会
-- note = 关于一个人的，看一年内的支委会有没有议过他；其余的看 31 天内开没开支委会；不设支委会的不看
with topic as (
    select e.id, e.on_day, a.topic, a.subject_id
    from event_kind x
    join event e on e.id = x.event_id
    join agenda a on a.event_id = e.id
    join branch b on b.id = x.branch_id
    where x.branch_id = :branch and x.on_day between :from and :to
      and x.kind = 'branch.meeting' and x.voided_on is null
      and e.state = '2' and e.voided_on is null
      and b.committee = 1 and a.voided_on is null
      and a.vote_rule is not null and a.vote_rule not like 'election%')
select 'events' as book, t.id, t.on_day as date,
       t.on_day || ' 党员大会：“' || t.topic || '”表决前，'
           || case when t.subject_id is null then '31 天内没有开过支委会'
                   else '支委会一年内没有研究过' || p.name || '的事' end
           as text
from topic t left join person p on p.id = t.subject_id
where case when t.subject_id is null then
          not exists (
              select 1 from event_kind c
              where c.branch_id = :branch and c.kind = 'committee.meeting'
                and c.on_day between date(t.on_day, '-31 days') and t.on_day
                and c.counted = 1 and c.voided_on is null)
      else
          not exists (
              select 1 from agenda s
              join event_kind c on c.event_id = s.event_id
                and c.kind = 'committee.meeting' and c.voided_on is null
              where s.subject_id = t.subject_id and s.voided_on is null
                and c.branch_id = :branch and c.counted = 1
                and c.on_day between months_on(t.on_day, -12) and t.on_day)
      end
