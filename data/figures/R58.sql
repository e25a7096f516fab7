-- R58 志愿服务
-- group = 关爱和服务
-- counts = 服务日期
-- value = 次数 | count served | 次
-- value = 参加 | sum people | 人次
-- value = 服务时长 | sum person_minutes | 小时
-- value = 受益 | sum helped | 人
-- value = 双创任务 | count task | 件
-- value = 其中完成 | count done | 件
-- adds = 次数 参加 服务时长 受益 双创任务
-- part = sort 按类别
-- note = 服务时长：每次的时长乘参加的人数；登记表里和组织生活同一次的不再算；双创任务按下达日期
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '志愿服务') as text,
       1 as served, e.n_present + e.n_online as people,
       coalesce(k.hours, 0) * (e.n_present + e.n_online) as person_minutes,
       0 as helped, 0 as task, 0 as done, k.sub as sort
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'volunteer' and k.on_day between :from and :to
union all
select 'volunteering', t.id, t.on_day, t.item || coalesce('　' || p.name, ''),
       n.id is null, iif(n.id is null, coalesce(t.people, 1), 0),
       iif(n.id is null, coalesce(t.hours, 0) * coalesce(t.people, 1), 0),
       coalesce(t.served, 0), 0, 0, t.category
from r_volunteering t left join person p on p.id = t.person_id
     left join event_kind n on n.event_id = t.event_id
          and n.kind = 'volunteer' and n.counted = 1 and n.voided_on is null
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'area_sheets', t.id, t.on_day, t.area || '　' || t.task, 0, 0, 0, 0, 1,
       coalesce(t.done_on <= :day, 0), '双创：' || t.task
from r_area_sheets t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by 3, 1, 2
