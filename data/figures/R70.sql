-- R70 宣传信息
-- group = 意识形态和宣传
-- counts = 发布日期
-- value = 条数 | sum number | 条
-- value = 采用 | count adopted | 条
-- value = 党建故事 | count kind=党建故事 | 条
-- adds = yes
-- part = channel 按渠道
-- part = kind 按种类
select 'publicity_items' as book, t.id, t.on_day as date,
       t.title as text,
       t.number, t.adopted_by is not null as adopted, t.channel, t.kind
from r_publicity_items t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
