-- I41 党费过了月没有结账
-- group = 党费和经费
-- weight = 轻
-- basis = 各地通常做法：月结月清，次月10日以前结账
-- remedy = 打开党费收缴（首页按 2），把待入账的入账，再按 F2 结账
-- opens = app.dues
-- note = 次月10日以前不算
select 'dues-months' as book, m.id, m.month as date,
       m.month || ' 的党费到 ' || :day || ' 还没有结账' as text
from dues_month m
where m.branch_id = :branch and m.voided_on is null
  and (m.closed_on is null or m.closed_on > :day)
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and date(m.month || '-01', '+1 month', '+9 days') < :day
