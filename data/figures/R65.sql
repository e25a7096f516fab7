-- R65 廉政谈话和监督
-- group = 作风廉政
-- counts = 登记日期
-- value = 廉政谈话 | count talk | 次
-- value = 其中提醒谈话 | count what=提醒谈话 | 次
-- value = 函询 | count what=函询 | 次
-- value = 监督家访 | count visit | 次
-- value = 监督执纪 | count case_ | 件
-- value = 其中办结 | count ended | 件
-- adds = 廉政谈话 其中提醒谈话 函询 监督家访 监督执纪
-- part = what 按种类
-- note = 涉密台账：这里只写种类，不写姓名和内容；函询不算在谈话里
select 'clean_talks' as book, t.id, t.on_day as date, t.kind as text,
       t.kind <> '函询' as talk, 0 as visit, 0 as case_, 0 as ended,
       t.kind as what
from r_clean_talks t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'home_visits', t.id, t.on_day, '监督家访（' || t.form || '）', 0, 1, 0, 0,
       '监督家访'
from r_home_visits t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'discipline', t.id, t.on_day, '监督执纪（' || t.subject || '）', 0, 0, 1,
       coalesce(t.ended_on <= :day, 0), '监督执纪'
from r_discipline t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by 3, 1, 2
