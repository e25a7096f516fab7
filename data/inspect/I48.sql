-- I48 党费核定有要核对的地方
-- group = 党费和经费
-- weight = 轻
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）、《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）
-- remedy = 打开这一条核定，照提示核对，没有错的在核定说明里写明
-- note = 减免的起止、年内变动、月份和日期；自愿多交的不算
select 'assessments' as book, x.value ->> 'assess' as id,
       x.value ->> 'month' as date,
       (x.value ->> 'name') || ' ' || (x.value ->> 'month') || ' 起：'
           || (x.value ->> 'text') as text
from json_each(:assessments) x
where x.value ->> 'code' not in (
    'E-ASSESS-007', 'E-ASSESS-008', 'E-ASSESS-010', 'E-ASSESS-011',
    'E-ASSESS-012', 'E-ASSESS-013', 'E-ASSESS-014', 'E-ASSESS-015',
    'E-ASSESS-050', 'E-ASSESS-006', 'E-ASSESS-017', 'E-ASSESS-018',
    'E-ASSESS-020', 'E-ASSESS-009', 'E-ASSESS-016', 'E-ASSESS-053')
union all
select 'assessments', a.id, a.from_month,
       p.name || ' ' || a.from_month
           || ' 起：没有写核定日期，也没有关联研究的会议'
from assess a join person p on p.id = a.person_id
where a.branch_id = :branch and a.voided_on is null
  and a.for_year between cast(substr(:from, 1, 4) as integer) and :year
  and a.decided_on is null and a.event_id is null
