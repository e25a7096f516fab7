-- R59 办实事
-- group = 关爱和服务
-- counts = 列入日期
-- value = 件数 | count | 件
-- value = 办结 | count done | 件
-- value = 办结率 | share done | %
-- value = 群众有反馈 | count answered | 件
-- adds = 件数 群众有反馈
-- part = source 按来源
-- note = 办结看期末
select 'good_deeds' as book, t.id, t.on_day as date,
       t.title as text,
       t.source, coalesce(t.done_on <= :day, 0) as done,
       t.feedback is not null as answered
from r_good_deeds t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
