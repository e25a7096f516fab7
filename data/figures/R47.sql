-- R47 网络行为教育
-- group = 意识形态和宣传
-- counts = 教育日期
-- value = 次数 | count | 次
-- value = 人次 | sum people | 人次
-- adds = yes
-- part = kind 按类别
select 'net_conduct' as book, t.id, t.on_day as date,
       t.topic as text,
       t.kind, coalesce(t.people, 1) as people
from r_net_conduct t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
