-- I49 应交党费和核定的不一样
-- group = 党费和经费
-- weight = 重
-- basis = 《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）：按核定的数额交纳
-- remedy = 没有结账的月份在党费收缴里按 F3 重新对名单；结了账的查清是谁改的，下个月补收或抵扣
-- opens = app.dues
select 'dues' as book, d.id, d.month as date,
       p.name || '：' || d.month || ' 应交 '
           || printf('%.2f', d.fen / 100.0) || ' 元，核定的是 '
           || printf('%.2f', a.fen / 100.0) || ' 元（基数 '
           || printf('%.2f', coalesce(a.base_fen, 0) / 100.0) || '）' as text
from dues_month m
     cross join due d on d.branch_id = :branch and d.month = m.month
     join assess a on a.id = d.assess_id
     join person p on p.id = d.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and d.voided_on is null and d.state = '1'
  and (d.fen <> a.fen or d.base_fen is not a.base_fen
       or d.category is not a.category)
