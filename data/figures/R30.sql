-- R30 谈心谈话
-- group = 组织生活
-- counts = 谈话日期
-- value = 人次 | count talked | 人次
-- value = 谈到 | distinct person | 人
-- value = 谈话人 | distinct by_id | 人
-- value = 没有谈过 | count never | 人
-- adds = 人次
-- part = sort 按种类
-- note = 没有谈过：期末在册、这一段里既没有找人谈也没有人找他谈的党员
select 'talks' as book, t.id, t.on_day as date,
       x.name || '和' || y.name || coalesce('　' || t.topic, '') as text,
       1 as talked, t.with_id as person, t.by_id, 0 as never,
       case t.kind when '01' then '日常谈心' when '02' then '组织生活会前谈心'
            when '03' then '思想动态谈话' when '04' then '困难变故谈话'
            when '05' then '受处分党员谈话' when '06' then '任职谈话'
            when '07' then '批评提醒谈话' when '08' then '入党谈话'
            when '99' then '其他' end as sort
from talk t join person x on x.id = t.by_id
     join person y on y.id = t.with_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'roster', p.id, :day, p.name || '　没有谈过', 0, null, null, 1,
       '（没有谈过）'
from member m join person p on p.id = m.person_id
where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
  and (m.to_on is null or m.to_on > :day)
  and p.voided_on is null and p.join_on <= :day
  and not exists (select 1 from talk t where t.with_id = p.id
                  and t.on_day between :from and :to and t.voided_on is null
                  and t.branch_id = :branch)
  and not exists (select 1 from talk t where t.by_id = p.id
                  and t.on_day between :from and :to and t.voided_on is null
                  and t.branch_id = :branch)
order by 3, 1 desc, 2
