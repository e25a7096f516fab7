-- I55 党费收缴满一年没有公布
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）：每年至少向党员公布一次
-- remedy = 打开党费公示（党费收缴里按 F7），张贴以后按 F3 登记哪几个月、公示的起止日期
-- opens = app.dues
-- note = 从结账那天算起满一年
with due_months as (
    select m.month, m.closed_on, months_on(m.closed_on, 12) as until
    from dues_month m
    where m.branch_id = :branch and m.voided_on is null
      and m.closed_on is not null)
select '' as book, 0 as id, max(x.until) as date,
       group_concat(x.month, '、') || ' 的党费结账满一年，没有向党员公布'
           as text
from due_months x
where x.until < :day and x.until between :from and :to
  and not exists (
      select 1 from dues_notice n
      where n.branch_id = :branch and n.voided_on is null
        and n.from_on <= :day and x.month between n.from_month and n.to_month)
having count(*) > 0
