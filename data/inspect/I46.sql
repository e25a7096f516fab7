-- I46 月交党费和规定的标准不符
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）、《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）
-- remedy = 打开这一条核定，照规定改正基数、比例、数额；自愿多交的在核定说明里写明
-- note = 比例、档次、定额照党费规则当月的
select 'assessments' as book, x.value ->> 'assess' as id,
       x.value ->> 'month' as date,
       (x.value ->> 'name') || ' ' || (x.value ->> 'month') || ' 起：'
           || (x.value ->> 'text') as text
from json_each(:assessments) x
where x.value ->> 'code' in (
    'E-ASSESS-007', 'E-ASSESS-008', 'E-ASSESS-010', 'E-ASSESS-011',
    'E-ASSESS-012', 'E-ASSESS-013', 'E-ASSESS-014', 'E-ASSESS-015',
    'E-ASSESS-050')
