-- I40 党费没有按月启动收缴
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）
-- remedy = 打开党费收缴（首页按 2），按 F3 启动这个月，照实收缴
-- opens = app.dues
-- note = 从账本里第一个收缴的月份算起；本月不算，支部撤销以后的不算
with recursive book (first) as (
    select max(min(m.month), substr(:from, 1, 7)) from dues_month m
    where m.branch_id = :branch and m.voided_on is null),
months (month) as (
    select first from book where first is not null
    union all
    select substr(date(month || '-01', '+1 month'), 1, 7) from months
    where month < substr(:day, 1, 7))
select '' as book, 0 as id, x.month as date,
       x.month || ' 的党费没有启动收缴，谁该交多少没有列出来' as text
from months x
where x.month < substr(:day, 1, 7)
  and not exists (select 1 from branch b
                  where b.id = :branch
                    and x.month > substr(b.closed_on, 1, 7))
  and not exists (select 1 from dues_month m
                  where m.branch_id = :branch and m.month = x.month
                    and m.voided_on is null)
