-- I80 三重一大没有集体研究的记录
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：三重一大事项集体研究、会议决定，表决情况记入会议记录
-- remedy = 打开这一条，选上那次会议，照会议记录填到会人数和票数
-- note = 支部自己的会要选上会议记录；党组会只看票数
with looked as (
    select t.*, e.on_day as held, e.state, e.voided_on as gone,
           coalesce(t.yes_n, 0) + coalesce(t.no_n, 0)
               + coalesce(t.abstain_n, 0) as votes
    from r_majors t left join event e on e.id = t.event_id
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to),
said as (
    select l.id, l.on_day, l.title, l.meeting,
           case when l.event_id is null
                     and (l.meeting like '%支委会%' or l.meeting like '%支部%'
                          or l.meeting like '%党员大会%')
                     then '没有选上会议记录'
                when l.event_id is not null
                     and (l.gone is not null or l.state <> '2')
                     then '选的会议没有召开或已作废'
                when l.held <> l.on_day
                     then '研究日期和会议的日期 ' || l.held || ' 不一样'
                when l.present is null or l.yes_n is null
                     then '没有写到会人数和票数'
                when l.votes <> l.present
                     then '到会 ' || l.present || ' 人，票数加起来是 ' || l.votes
                when l.yes_n * 2 <= l.present
                     then '赞成 ' || l.yes_n || ' 票，没有过到会的半数'
           end as wrong
    from looked l)
select 'majors' as book, s.id, s.on_day as date,
       s.on_day || ' ' || s.meeting || '“' || s.title || '”：' || s.wrong
           as text
from said s
where s.wrong is not null
