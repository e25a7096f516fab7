-- I54 收了的党费没有入账
-- group = 党费和经费
-- weight = 轻
-- basis = 各地通常做法：收款当日入账，最迟7天以内
-- remedy = 打开党费收缴（首页按 2），点钞后按 F2 入账
-- opens = app.dues
-- note = 收款日期也不能晚于它的收缴单
select 'payments' as book, y.id, y.paid_on as date,
       coalesce(p.name, y.payer, '') || '：' || y.paid_on || ' 收的 '
           || printf('%.2f', y.fen / 100.0) || ' 元到 ' || :day
           || ' 还没有入账' as text
from payment y left join person p on p.id = y.person_id
where y.branch_id = :branch and y.no is null and y.voided_on is null
  and y.paid_on between :from and :to and date(y.paid_on, '+7 days') < :day
union all
select 'payments', y.id, y.paid_on,
       coalesce(p.name, y.payer, '') || '：收款日期 ' || y.paid_on
           || ' 晚于收缴单 ' || printf('%d-%04d', s.year, s.no) || ' 的日期 '
           || s.on_day
from sitting s join payment y on y.sitting_id = s.id
     left join person p on p.id = y.person_id
where s.branch_id = :branch and s.voided_on is null and y.voided_on is null
  and s.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and y.paid_on > s.on_day
