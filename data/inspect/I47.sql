-- I47 少交免交没有上级批准
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）第七条
-- remedy = 打开这一条核定，填困难原因、审批的上一级党委、批准日期；没有批准的取消减免
select 'assessments' as book, x.value ->> 'assess' as id,
       x.value ->> 'month' as date,
       (x.value ->> 'name') || ' ' || (x.value ->> 'month') || ' 起：'
           || (x.value ->> 'text') as text
from json_each(:assessments) x
where x.value ->> 'code' in (
    'E-ASSESS-006', 'E-ASSESS-017', 'E-ASSESS-018', 'E-ASSESS-020')
