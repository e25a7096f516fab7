-- I85 制度和协议过了有效期
-- group = 责任和制度
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 该续的修订、续签，不用的填废止（停用、终止）日期
-- note = 有效期的最后一天不算；方案、计划、通知到期不用废止
select 'documents' as book, t.id, t.valid_to as date,
       t.kind || '“' || t.title || '”有效期至 ' || t.valid_to
           || '，没有修订，也没有废止' as text
from r_documents t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.kind in ('制度', '措施') and t.valid_to < :day
  and (t.ended_on is null or t.ended_on > :day)
union all
select 'bases', t.id, t.to_on,
       '教育基地' || t.title || '的协议 ' || t.to_on || ' 到期，没有续签'
from r_bases t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.to_on < :day and (t.ended_on is null or t.ended_on > :day)
union all
select 'pairing', t.id, t.to_on,
       '和' || t.partner || '的共建协议 ' || t.to_on || ' 到期，没有续签'
from r_pairing t
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and t.to_on < :day and (t.ended_on is null or t.ended_on > :day)
