-- R33 三重一大
-- group = 组织生活
-- counts = 研究日期
-- value = 件数 | count | 件
-- value = 涉及金额 | sum fen | 元
-- value = 已有落实情况 | count done | 件
-- adds = 件数 涉及金额 已有落实情况
-- part = kind 按类别
-- part = meeting 按会议
select 'majors' as book, t.id, t.on_day as date, t.title as text,
       t.kind, t.meeting, t.fen, t.result is not null as done
from r_majors t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
