-- R69 舆情信息和网评员
-- group = 意识形态和宣传
-- counts = 信息日期
-- value = 舆情信息 | count item | 篇
-- value = 其中采用 | count adopted | 篇
-- value = 网评员 | count role=网评员 | 人
-- value = 信息员等 | count other | 人
-- adds = 舆情信息 其中采用
-- part = role 按身份
-- part = sent_to 按报送单位
-- note = 网评员、信息员看期末
select 'opinion' as book, t.id, t.on_day as date, t.title as text,
       1 as item, coalesce(t.adopted, 0) as adopted, 0 as other,
       '（信息）' as role, t.sent_to
from r_opinion t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'commentators', t.id, t.on_day, p.name || '　' || t.role, 0, 0,
       t.role <> '网评员', t.role, '（人员）'
from r_commentators t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
order by 3, 1, 2
