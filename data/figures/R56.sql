-- R56 走访慰问
-- group = 关爱和服务
-- counts = 走访慰问的日期
-- value = 次数 | count | 次
-- value = 人数 | sum people | 人
-- value = 慰问金 | sum fen | 元
-- value = 慰问品折合 | sum goods_fen | 元
-- adds = yes
-- part = class 按对象
-- part = occasion 按时机
-- part = fund 按资金来源
select 'visits' as book, t.id, t.on_day as date,
       t.whom || coalesce('（' || t.occasion || '）', '') as text,
       t.class, t.occasion, t.fund, t.people, t.fen, t.goods_fen
from r_visits t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
