-- I71 名册和入党档案的日期不一致
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第十三条、第二十三条：以上级批复、支部大会的日期为准
-- remedy = 核对原件，错在档案的按 Enter 改那一步，错在名册的按 F4 改名册
with files as (
    select c.id, p.*, s.no, s.on_day
    from candidacy c join person p on p.id = c.person_id
         join step s on s.candidacy_id = c.id and s.no in (1, 3, 8, 15)
                    and s.dropped is null and s.voided_on is null
         left join step z on z.candidacy_id = c.id and z.no = 17
                         and z.dropped is null and z.voided_on is null
    where c.branch_id = :branch and c.voided_on is null
      and p.voided_on is null
      and (c.ended_on is null or c.ended_on >= :from)
      and s.on_day is not null
      and (s.no <> 15 or (s.result = '05' and z.result = '07'))
      and (s.no <> 8 or s.result = '01')),
pairs as (
    select f.id, f.name, f.on_day,
           case f.no when 1 then '申请日期'
                     when 3 then '列为积极分子日期'
                     when 8 then '列为发展对象日期'
                     else '入党日期' end as what,
           case f.no when 1 then f.apply_on
                     when 3 then f.activist_on
                     when 8 then f.candidate_on
                     else f.join_on end as roster
    from files f)
select 'pipeline' as book, x.id, x.on_day as date,
       x.name || '：' || x.what || '，档案里是 ' || x.on_day || '，名册里'
           || coalesce('是 ' || x.roster, '空着') as text
from pairs x
where x.roster is not x.on_day
union all
select 'pipeline', c.id, coalesce(p.full_on, p.join_on),
       p.name || '：名册里'
           || iif(z.result is null, '入党日期是 ' || p.join_on,
                  '转正日期是 ' || p.full_on) || '，档案里上级还没有批准'
from candidacy c join person p on p.id = c.person_id
     left join step z on z.candidacy_id = c.id and z.no = 17
                     and z.result = '07' and z.dropped is null
                     and z.voided_on is null
     left join step y on y.candidacy_id = c.id and y.no = 24
                     and y.result = '07' and y.dropped is null
                     and y.voided_on is null
where c.branch_id = :branch and c.voided_on is null and c.origin = '1'
  and c.ended_on is null and p.voided_on is null
  and ((z.result is null and p.join_on is not null)
       or (y.result is null and p.full_on is not null))
union all
select 'pipeline', c.id, y.on_day,
       p.name || '：档案里 ' || y.on_day || ' 批准转正，名册里转正日期空着'
from candidacy c join person p on p.id = c.person_id
     join step x on x.candidacy_id = c.id and x.no = 23 and x.result = '09'
                and x.dropped is null and x.voided_on is null
     join step y on y.candidacy_id = c.id and y.no = 24 and y.result = '07'
                and y.dropped is null and y.voided_on is null
where c.branch_id = :branch and c.voided_on is null
  and (c.ended_on is null or c.ended_on >= :from)
  and p.voided_on is null and p.full_on is null
