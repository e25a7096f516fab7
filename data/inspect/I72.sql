-- I72 联系人已经不在支部没有更换
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第九条、第十四条
-- remedy = 打开这个人的档案，在联系人上按 F3 换一名正式党员，写明原因
-- note = 支部大会讨论以前的档案
with files as (
    select c.id, c.person_id, p.name
    from candidacy c join person p on p.id = c.person_id
    where c.branch_id = :branch and c.voided_on is null
      and c.ended_on is null and p.voided_on is null
      and exists (select 1 from step s
                  where s.candidacy_id = c.id and s.no = 5
                    and s.on_day <= :day and s.dropped is null
                    and s.voided_on is null)
      and not exists (select 1 from step s
                      where s.candidacy_id = c.id and s.no in (15, 17)
                        and s.dropped is null and s.voided_on is null)),
now as (
    select f.id, f.name, h.id as helper, h.role, h.from_on, h.name_text,
           w.name as who, w.full_on,
           exists (select 1 from member m
                   where m.person_id = h.person_id and m.branch_id = :branch
                     and m.voided_on is null and m.from_on <= :day
                     and (m.to_on is null or m.to_on > :day)) as here
    from files f join helper h on h.candidacy_id = f.id
         left join person w on w.id = h.person_id
    where h.voided_on is null and h.from_on <= :day
      and (h.to_on is null or h.to_on > :day))
select 'pipeline' as book, n.id, :day as date,
       n.name || '：' || iif(n.role = '1', '培养联系人', '入党介绍人')
           || n.who || iif(n.here, '不是正式党员', '已经不在本支部')
           || '，还没有更换' as text
from now n
where n.who is not null and (not n.here or n.full_on is null)
union all
select 'pipeline', f.id, :day, f.name || '：现在没有培养联系人'
from files f
where not exists (select 1 from now n where n.id = f.id and n.role = '1')
