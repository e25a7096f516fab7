-- R40 转正党员
-- group = 队伍建设
-- counts = 审批日期
-- value = 审批转正 | count converted | 人
-- value = 延长预备期 | count extended | 人
-- value = 取消资格 | count refused | 人
-- value = 支部大会讨论 | count met | 人
-- adds = yes
-- part = what 按结果
-- note = 支部大会按开会日期；审批的是支部大会怎样决定的，就算那一种；外单位办理的不算
with ways as (
    select s.id, s.no, s.on_day, p.name, m.result
    from candidacy c join step s on s.candidacy_id = c.id
         join person p on p.id = c.person_id
         left join step m on m.candidacy_id = c.id and m.no = 23
              and m.round = s.round and m.voided_on is null
    where c.branch_id = :branch and c.voided_on is null
      and s.voided_on is null and s.elsewhere = 0
      and ((s.no = 24 and s.result = '07') or s.no = 23)
      and (s.dropped is null or m.result = '10')
      and s.on_day between :from and :to)
select 'steps' as book, id, on_day as date,
       name || iif(no = 24, '　上级审批：', '　支部大会：')
           || case coalesce(result, '09') when '09' then '按期转正'
                   when '10' then '延长预备期' when '11' then '取消资格'
                   else '没有形成决议' end as text,
       no = 24 and coalesce(result, '09') = '09' as converted,
       no = 24 and result = '10' as extended,
       no = 24 and result = '11' as refused, no = 23 as met,
       iif(no = 23, '支部大会', case coalesce(result, '09')
                   when '09' then '转为正式党员' when '10' then '延长预备期'
                   when '11' then '取消资格' else '其他' end) as what
from ways
order by on_day, id
