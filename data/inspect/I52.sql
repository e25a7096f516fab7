-- I52 多交的超过大额标准没有按大额登记
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）：自愿一次多交1000元以上的，全部上缴中央，由中央组织部给本人出具收据
-- remedy = 冲销多收的部分，在党费收缴里按 F4 另登记一笔大额党费，写上本人
-- opens = app.dues
select 'dues' as book, d.id, d.month as date,
       p.name || '：' || d.month || ' 应交 ' || printf('%.2f', d.fen / 100.0)
           || ' 元，记了月党费 ' || printf('%.2f', b.paid_fen / 100.0)
           || ' 元，多交的超过 '
           || printf('%.2f', json_extract(:limits, '$[0].large') / 100.0)
           || ' 元' as text
from dues_month m
     cross join due d on d.branch_id = :branch and d.month = m.month
     join dues_balance b on b.person_id = d.person_id
                        and b.month = d.month and b.branch_id = :branch
     join person p on p.id = d.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and d.voided_on is null and d.state <> '4'
  and b.paid_fen - d.fen > json_extract(:limits, '$[0].large')
