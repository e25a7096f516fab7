-- R39 发展党员
-- group = 队伍建设
-- counts = 审批日期
-- value = 审批接收 | count approved | 人
-- value = 支部大会通过 | count met | 人
-- value = 上级下达计划 | sum quota | 名
-- adds = 审批接收 支部大会通过
-- part = what 按事项
-- note = 支部大会按开会日期，计划按年度；年底开大会、第二年审批的，分在两年；外单位办理的不算
select 'steps' as book, s.id, s.on_day as date,
       p.name || iif(s.no = 17, '　上级审批为预备党员', '　支部大会通过')
           as text,
       s.no = 17 as approved, s.no = 15 as met, 0 as quota,
       iif(s.no = 17, '上级审批', '支部大会') as what
from candidacy c join step s on s.candidacy_id = c.id
     join person p on p.id = c.person_id
where c.branch_id = :branch and c.voided_on is null and s.voided_on is null
  and s.dropped is null and s.elsewhere = 0
  and ((s.no = 17 and s.result = '07') or (s.no = 15 and s.result = '05'))
  and s.on_day between :from and :to
union all
select 'quotas', q.id, q.for_year, q.for_year || '年计划 ' || q.n || ' 名'
           || coalesce('　' || q.basis, ''), 0, 0, q.n, '计划'
from quota q
where q.branch_id = :branch and q.voided_on is null
  and q.for_year between cast(substr(:from, 1, 4) as integer) and :year
order by 3, 2
