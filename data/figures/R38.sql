-- R38 入党积极分子
-- group = 队伍建设
-- counts = 期末
-- value = 期末 | count at_end | 人
-- value = 新确定 | count is_new | 人
-- value = 期末发展对象 | count candidate | 人
-- value = 期末申请人 | count applicant | 人
-- adds = 新确定
-- part = state 按期末状态
-- part = way 按推荐方式
-- note = 新确定的按确定日期；期末积极分子：已确定、上级还没有备案同意为发展对象的
with file as (
    select c.id, p.name, c.ended_on,
           max(iif(s.no = 1, s.on_day, null)) as applied,
           max(iif(s.no = 3, s.on_day, null)) as chosen,
           max(iif(s.no = 3, s.way, null)) as way,
           max(iif(s.no = 3, s.elsewhere, null)) as elsewhere,
           max(iif(s.no = 8 and s.result = '01', s.on_day, null)) as replied,
           p.join_on
    from candidacy c join person p on p.id = c.person_id
         left join step s on s.candidacy_id = c.id and s.dropped is null
              and s.voided_on is null and s.no in (1, 3, 8)
    where c.branch_id = :branch and c.voided_on is null
    group by c.id),
there as (
    select *, case when ended_on <= :day then '已终止'
                   when join_on <= :day then '已入党'
                   when replied <= :day then '发展对象'
                   when chosen <= :day then '积极分子'
                   when applied <= :day then '申请人' end as state,
           coalesce(chosen between :from and :to and elsewhere = 0, 0)
               as is_new
    from file)
select 'pipeline' as book, id, coalesce(chosen, applied) as date,
       name || '　' || coalesce(state, '') as text,
       state = '积极分子' as at_end, is_new,
       state = '发展对象' as candidate, state = '申请人' as applicant, state,
       case way when '1' then '党员推荐' when '2' then '团组织推优' end as way
from there
where is_new or state in ('积极分子', '发展对象', '申请人')
order by coalesce(chosen, applied), id
