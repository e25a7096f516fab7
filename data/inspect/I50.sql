-- I50 退休后没有改缴费类别
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）第五条
-- remedy = 打开党费核定，从领退休费的头一个月起按 F3 另行核定，类别选离退休
-- opens = app.assess
-- note = 退休的次月还领工资的不算，从第二个月起
select '' as book, 0 as id, min(d.month) as date,
       p.name || '：' || p.retired_on || ' 退休，' || min(d.month)
           || iif(count(*) > 1, ' 至 ' || max(d.month), '')
           || ' 的党费还按在职核定' as text
from dues_month m
     cross join due d on d.branch_id = :branch and d.month = m.month
     join person p on p.id = d.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and d.voided_on is null and d.state = '1' and d.category = 'job'
  and d.month > substr(date(substr(p.retired_on, 1, 7) || '-01',
                            '+1 month'), 1, 7)
group by d.person_id
