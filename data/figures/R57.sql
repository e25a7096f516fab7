-- R57 在职党员双报到
-- group = 关爱和服务
-- counts = 期末
-- value = 已报到 | count registered | 人
-- value = 在职党员 | count serving | 人
-- value = 覆盖率 | share registered of serving | %
-- value = 单位报到 | count unit | 个
-- part = community 按社区
-- part = state 按情况
-- note = 在职党员：期末在册、没有离退休的；报到后没有退出的算已报到
select iif(t.id is null, 'roster', 'report_in') as book,
       coalesce(t.id, p.id) as id, coalesce(t.on_day, :day) as date,
       p.name || coalesce('　' || t.community, '　没有报到') as text,
       t.id is not null as registered, 1 as serving, 0 as unit,
       t.community, iif(t.id is null, '没有报到', '已报到') as state
from member m join person p on p.id = m.person_id
     left join r_report_in t on t.id = (
         select max(x.id) from r_report_in x
         where x.branch_id = :branch and x.person_id = p.id
           and x.kind = '在职党员' and x.voided_on is null
           and x.on_day <= :day
           and (x.ended_on is null or x.ended_on > :day))
where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
  and (m.to_on is null or m.to_on > :day)
  and p.voided_on is null and p.join_on <= :day
  and coalesce(p.job, '') <> '4'
  and (p.retired_on is null or p.retired_on > :day)
union all
select 'report_in', t.id, t.on_day, '单位党组织　' || t.community, 0, 0, 1,
       t.community, '单位报到'
from r_report_in t
where t.branch_id = :branch and t.voided_on is null
  and t.kind = '单位党组织' and t.on_day <= :day
  and (t.ended_on is null or t.ended_on > :day)
order by 7, 5 desc, 3, 2
