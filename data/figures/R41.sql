-- R41 培训班
-- group = 队伍建设
-- counts = 开班日期
-- value = 期数 | count | 期
-- value = 学员 | sum trainees | 人
-- value = 结业合格 | sum passed | 人
-- value = 合格率 | share passed of trainees | %
-- value = 发证书 | sum certs | 份
-- adds = yes
-- part = organiser 按主办单位
select 'classes' as book, t.id, t.on_day as date,
       t.title || coalesce('　' || t.term, '') as text,
       t.trainees, t.passed, t.certs, t.organiser
from r_classes t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
