-- I70 政治审查的结论早于函调材料
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第十六条：政治审查必须形成结论性材料
-- remedy = 打开这个人的档案，核对函调答复和结论的日期；结论早的，等答复齐了重新作出
select 'pipeline' as book, c.id, coalesce(s.on_day, :day) as date,
       p.name || '：政治审查 ' || s.on_day || ' 作出结论，'
           || group_concat(q.name || ' ' || q.on_day, '、')
           || ' 才形成' as text
from candidacy c
     join step s on s.candidacy_id = c.id and s.no = 10
                and s.dropped is null and s.voided_on is null
     join paper q on q.candidacy_id = c.id and q.no = 10
                 and q.round = s.round and q.voided_on is null
     join person p on p.id = c.person_id
where c.branch_id = :branch and c.voided_on is null
  and (c.ended_on is null or c.ended_on >= :from)
  and q.name like '%政审材料' and q.on_day > s.on_day
group by c.id
