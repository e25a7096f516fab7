-- I51 党费多收或补收超期没有说明
-- group = 党费和经费
-- weight = 轻
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）第十一条：补交一般不得超过六个月；多收的应查明
-- remedy = 打开收款（党费收缴里按 F7），多收的冲销或转作以后月份；超期补交的写明原因
-- opens = app.dues
-- note = 自愿多交的在核定说明里写明；补交从入账的月份往前数
select 'dues' as book, d.id, d.month as date,
       p.name || '：' || d.month || ' 应交 ' || printf('%.2f', d.fen / 100.0)
           || ' 元，收了 ' || printf('%.2f', b.paid_fen / 100.0)
           || ' 元，多收 ' || printf('%.2f', (b.paid_fen - d.fen) / 100.0)
           || ' 元' as text
from dues_month m
     cross join due d on d.branch_id = :branch and d.month = m.month
     join dues_balance b on b.person_id = d.person_id
                        and b.month = d.month and b.branch_id = :branch
     join person p on p.id = d.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and d.voided_on is null and d.state <> '4' and b.paid_fen > d.fen
  and b.paid_fen - d.fen <= json_extract(:limits, '$[0].large')
union all
select 'payments', y.id, y.paid_on,
       p.name || '：' || y.paid_on || ' 补交 ' || min(x.month)
           || ' 的党费，超过六个月，没有写原因'
from payment y join payment_part x on x.payment_id = y.id
     join person p on p.id = x.person_id
where y.branch_id = :branch and y.paid_on between :from and :to
  and y.voided_on is null and y.reverses is null and x.voided_on is null
  and y.reason is null and y.note is null
  and (substr(y.month, 1, 4) - substr(x.month, 1, 4)) * 12
      + substr(y.month, 6) - substr(x.month, 6) > 6
  and not exists (select 1 from payment r
                  where r.reverses = y.id and r.voided_on is null)
group by y.id, x.person_id
