-- R66 廉政档案
-- group = 作风廉政
-- counts = 期末
-- value = 份数 | distinct person_id | 份
-- value = 材料 | count | 件
-- part = kind 按材料类别
-- note = 一人一份；涉密台账，这里只写材料类别
select 'clean_files' as book, t.id, t.on_day as date,
       t.kind as text,
       t.person_id, t.kind
from r_clean_files t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day
order by t.on_day, t.id
