-- R55 党建经费
-- group = 党费和经费
-- counts = 收支日期
-- value = 支出 | sum spent_fen | 元
-- value = 预算 | sum budget_fen | 元
-- value = 收入 | sum income_fen | 元
-- value = 结余 | sum balance_fen | 元
-- adds = 支出 收入
-- part = fund 按经费
-- part = use 按用途
-- note = 预算是整年的；结余是期末的，连同以前结转的；留用党费在 R54
select 'funds' as book, f.id, f.for_year as date,
       f.name || iif(f.for_year = :year, '　预算', '　以前年度结转') as text,
       iif(f.for_year between cast(substr(:from, 1, 4) as integer) and :year,
           f.budget_fen, 0) as budget_fen,
       0 as income_fen, 0 as spent_fen,
       (select coalesce(sum(iif(e.io = '1', e.fen, -e.fen)), 0)
        from fund_entry e where e.fund_id = f.id and e.on_day < :from
          and e.voided_on is null) as balance_fen,
       f.name as fund, '（预算和结转）' as use
from fund f
where f.branch_id = :branch and f.voided_on is null and f.kind <> '1'
  and f.for_year <= :year
  and (f.for_year >= cast(substr(:from, 1, 4) as integer) or balance_fen <> 0)
union all
select 'fund-entries', e.id, e.on_day,
       f.name || '　' || e.what, 0, iif(e.io = '1', e.fen, 0),
       iif(e.io = '2', e.fen, 0), iif(e.io = '1', e.fen, -e.fen), f.name,
       iif(e.io = '1', '（收入）', case e.use when 'training' then '培训党员'
               when 'material' then '教育资料和设备' when 'commend' then '表彰先进'
               when 'hardship' then '困难党员补助' when 'disaster' then '救灾和修缮'
               else coalesce(e.use, '（没有写用途）') end)
from fund f join fund_entry e on e.fund_id = f.id
where f.branch_id = :branch and f.voided_on is null and f.kind <> '1'
  and e.voided_on is null and e.on_day between :from and :to
order by 3, 1, 2
