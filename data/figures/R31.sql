-- R31 检查督查
-- group = 责任和制度
-- counts = 检查日期
-- value = 次数 | distinct session | 次
-- value = 发现问题 | sum found | 个
-- value = 已整改 | sum fixed | 个
-- value = 整改率 | share fixed of found | %
-- adds = 发现问题
-- part = kind 按内容
-- part = side 按谁检查
-- note = 整改看期末；巡察、督查反馈的一轮算一次，一条问题算一个；纪检的日常监督、专项检查只算次数
select 'supervision' as book, t.id, t.on_day as date, t.title as text,
       's' || t.id as session, coalesce(t.found, 0) as found,
       iif(t.done_on <= :day and t.fixed is null, coalesce(t.found, 0),
           coalesce(t.fixed, 0)) as fixed,
       t.kind, '督查检查' as side
from r_supervision t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'inspections', t.id, t.on_day, t.title,
       t.source || coalesce(t.round, t.on_day), 1,
       coalesce(t.done_on <= :day, 0), coalesce(t.category, '其他'), t.source
from r_inspections t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'discipline', t.id, t.on_day, '监督执纪（' || t.subject || '）',
       'd' || t.id, 0, 0, t.subject, '纪检监督'
from r_discipline t
where t.branch_id = :branch and t.voided_on is null
  and t.subject in ('日常监督', '专项检查')
  and t.on_day between :from and :to
order by 3, 1 desc, 2
