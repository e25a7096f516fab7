-- R48 责任清单
-- group = 责任和制度
-- counts = 所属年度
-- value = 条数 | count | 条
-- value = 班子 | count layer=班子 | 条
-- value = 书记 | count layer=书记 | 条
-- value = 成员 | count layer=成员 | 条
-- value = 已落实 | count done | 条
-- value = 落实率 | share done | %
-- value = 方面 | distinct aspect | 个
-- value = 已签字 | count signed | 条
-- part = list_name 按清单
-- part = layer 按层级
-- part = aspect 按方面
-- note = 落实看期末
select 'duties_list' as book, t.id, t.on_day as date,
       t.layer || '　' || t.item as text,
       t.list_name, t.layer, t.aspect, coalesce(t.done_on <= :day, 0) as done,
       t.signed_on is not null as signed
from r_duties_list t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by t.layer, t.id
