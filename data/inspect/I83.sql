-- I83 廉政风险点没有人管或没有复查
-- group = 廉政
-- weight = 轻
-- basis = 各地通常做法：风险点有措施、有责任人，半年复查一次
-- remedy = 打开这一条，填责任人、措施条数；复查了的填复查日期，已经没有风险的填解除日期
-- note = 上次复查（没有复查过的，排查）以来半年以内不算
with lacks as (
    select t.id, t.on_day, t.post, t.risk, p.name,
           iif(t.owner_id is null, '、没有责任人', '')
               || iif(coalesce(t.measures, '') = '', '、没有防控措施', '')
               || iif(months_on(coalesce(t.checked_on, t.on_day), 6)
                          < :day,
                      '、' || coalesce('上次复查 ' || t.checked_on,
                                       '排查 ' || t.on_day || ' 以来没有复查')
                          || '，过了半年', '') as lack
    from r_risks t left join person p on p.id = t.owner_id
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and (t.ended_on is null or t.ended_on > :day))
select 'risks' as book, l.id, l.on_day as date,
       l.post || '“' || l.risk || '”：' || substr(l.lack, 2) as text
from lacks l
where l.lack <> ''
