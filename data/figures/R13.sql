-- R13 学习强国
-- group = 思想建设
-- counts = 通报的季度
-- value = 学员数 | last learners | 人
-- value = 参与度 | last active_pct | %
-- value = 人均积分 | last mean | 分
-- value = 排名 | last rank_no |
-- value = 通报 | count notice | 期
-- value = 个人得分 | count scored | 人
-- value = 其中达标 | count met | 人
-- adds = 通报
-- part = quarter 按季度
-- note = 学员数、参与度、积分、排名和个人得分取这一段里最后一个季度的通报
with notice as (
    select t.*, t.for_year
           || case t.quarter when '一季度' then '-01-01'
                   when '二季度' then '-04-01' when '三季度' then '-07-01'
                   else '-10-01' end as begins
    from r_xuexi t
    where t.branch_id = :branch and t.voided_on is null
      and t.platform = '学习强国' and t.for_year between
          cast(substr(:from, 1, 4) as integer) and :year),
inside as (select * from notice where begins between :from and :to),
latest as (
    select id from inside order by begins desc, on_day desc, id desc limit 1)
select 'xuexi_scores' as book, t.id, t.on_day as date,
       p.name || coalesce('　' || t.gained || ' 分', '') as text,
       null as learners, null as active_pct, null as mean, null as rank_no,
       0 as notice, 1 as scored, coalesce(t.met, 0) as met,
       '（个人得分）' as quarter, '' as begins, 0 as ord
from r_xuexi_scores t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.xuexi_id in (select id from latest)
union all
select 'xuexi', id, on_day,
       for_year || '年' || quarter || '通报' || coalesce('　' || scope, ''),
       learners, active_pct, mean, rank_no, 1, 0, 0,
       for_year || '年' || quarter, begins, 1
from inside
order by 14, 13, 3, 2
