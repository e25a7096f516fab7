-- I58 经费透支或超过预算
-- group = 党费和经费
-- weight = 轻
-- basis = 党费和党建经费量入为出、专款专用的通常要求
-- remedy = 打开这项经费核对收支，记错的冲销；确要多用的先报批追加预算
-- note = 年度的预算按全年支出比
with sums as (
    select f.id, f.name, f.for_year, f.budget_fen,
           sum(iif(e.io = '1', e.fen, -e.fen)) as left_fen,
           sum(iif(e.io = '2', e.fen, 0)) as spent_fen, max(e.on_day) as last
    from fund f join fund_entry e on e.fund_id = f.id
    where f.branch_id = :branch and f.voided_on is null
      and f.for_year between cast(substr(:from, 1, 4) as integer) and :year
      and e.voided_on is null and e.on_day <= :to
    group by f.id)
select 'funds' as book, s.id, s.last as date,
       s.for_year || ' 年' || s.name || '：支出 '
           || printf('%.2f', s.spent_fen / 100.0) || ' 元，'
           || iif(s.left_fen < 0,
                  '透支 ' || printf('%.2f', -s.left_fen / 100.0) || ' 元',
                  '超过预算 ' || printf('%.2f', s.budget_fen / 100.0) || ' 元')
           as text
from sums s
where s.left_fen < 0 or (s.budget_fen > 0 and s.spent_fen > s.budget_fen)
