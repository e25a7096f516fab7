-- R62 业务融合指标
-- group = 品牌和荣誉
-- counts = 统计日期
-- value = 指标 | count | 条
-- value = 种类 | distinct title | 种
-- value = 金额 | sum fen | 元
-- adds = yes
-- part = topic 按业务
-- part = title 按指标
select 'indicators' as book, t.id, t.on_day as date,
       t.title || '　' || t.period || '　'
           || coalesce(t.number || coalesce(t.unit, ''), t.value, '') as text,
       t.topic, t.title, t.fen
from r_indicators t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
