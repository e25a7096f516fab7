-- I45 党员没有核定党费
-- group = 党费和经费
-- weight = 重
-- basis = 《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）：每年年初核定一次
-- remedy = 打开党费核定（Ctrl+P 打 dfhd），给这个人填类别和基数
-- opens = app.assess
-- note = 过了的月份里列着“未核定”的人；本月新来的不算
select '' as book, 0 as id, min(d.month) as date,
       p.name || '：' || group_concat(d.month, '、')
           || ' 的党费没有核定，不知道该交多少' as text
from dues_month m
     cross join due d on d.branch_id = :branch and d.month = m.month
     join person p on p.id = d.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and m.month < substr(:day, 1, 7)
  and d.voided_on is null and d.state = '4'
group by d.person_id
