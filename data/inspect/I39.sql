-- I39 没有编入党小组
-- group = 党员名册
-- weight = 轻
-- basis = 《中国共产党支部工作条例（试行）》第十三条；每个党员都编入一个党小组
-- remedy = 在这个人的党小组变动里编入一个小组
-- note = 设党小组的支部；进支部 30 天以内的不算
select 'roster' as book, p.id, m.from_on as date,
       p.name || '：' || m.from_on || ' 进支部，还没有编入党小组' as text
from member m join person p on p.id = m.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.from_on < date(:day, '-30 days')
  and (m.to_on is null or m.to_on > :day) and p.voided_on is null
  and exists (select 1 from grp g
              where g.branch_id = :branch and g.voided_on is null
                and g.founded_on < date(:day, '-30 days')
                and (g.closed_on is null or g.closed_on > :day))
  and not exists (select 1 from placement q join grp g on g.id = q.grp_id
                  where q.person_id = p.id and q.voided_on is null
                    and q.from_on <= :day
                    and (q.to_on is null or q.to_on > :day)
                    and g.voided_on is null
                    and (g.closed_on is null or g.closed_on > :day))
