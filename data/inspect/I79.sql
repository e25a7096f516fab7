-- I79 责任清单没有签字或没有分到人
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法：责任清单一年一签，制定后30天以内
-- remedy = 打开这一条，填责任人、签字人和签字日期
-- note = 制定30天以内不算
with lacks as (
    select t.id, t.on_day, t.for_year, t.list_name, t.layer, t.item,
           iif(t.signed_on is null or t.signed_on > :day, '、没有签字', '')
               || iif(t.owner_id is null and t.layer <> '班子',
                      '、没有责任人', '') as lack
    from r_duties_list t
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to and date(t.on_day, '+30 days') < :day)
select 'duties_list' as book, l.id, l.on_day as date,
       l.for_year || ' 年' || l.list_name || '（' || l.layer || '）“' || l.item
           || '”' || substr(l.lack, 2) as text
from lacks l
where l.lack <> ''
