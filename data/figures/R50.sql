-- R50 走访调研
-- group = 责任和制度
-- counts = 走访日期
-- value = 走访调研 | count visit | 次
-- value = 其中走访企业 | count sort=企业 | 次
-- value = 其中走访群众 | count sort=群众 | 次
-- value = 问题 | count problem | 个
-- value = 问题类别 | distinct category | 类
-- value = 调研发现问题 | sum found | 个
-- adds = yes
-- part = sort 按种类
-- part = category 按问题类别
-- note = 问题是问题清单里来源为走访企业、走访群众的；一次活动两处都登记的算一次
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '走访调研') as text,
       1 as visit, 0 as problem, 0 as found, coalesce(k.sub, '其他') as sort,
       null as category
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'visit' and k.on_day between :from and :to
union all
select 'researches', t.id, t.on_day, t.topic,
       not exists (select 1 from event_kind k where k.event_id = t.event_id
                   and k.kind = 'visit' and k.counted = 1
                   and k.voided_on is null),
       0, coalesce(t.problems, 0),
       case t.kind when '走访企业' then '企业' when '走访群众' then '群众'
            else t.kind end, null
from r_researches t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'problems', t.id, t.on_day, '问题：' || t.title, 0, 1, 0,
       '（问题）', coalesce(t.category, '其他')
from r_problems t
where t.branch_id = :branch and t.voided_on is null
  and t.source in ('走访企业', '走访群众')
  and t.on_day between :from and :to
order by 3, 1, 2
