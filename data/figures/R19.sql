-- R19 教育基地和誓词活动
-- group = 思想建设
-- counts = 活动日期
-- value = 次数 | count activity | 次
-- value = 到教育基地 | count at_base | 次
-- value = 重温誓词 | count oath | 次
-- value = 重温志愿书 | count letter | 次
-- value = 戴徽章 | count badge | 次
-- value = 参加 | sum people | 人次
-- value = 在用基地 | count place | 个
-- value = 另外使用 | sum used | 次
-- adds = 次数 到教育基地 重温誓词 重温志愿书 戴徽章 参加
-- part = base 按基地
-- note = 去了教育基地的，或者重温了誓词、志愿书的，一次活动算一次；在用基地看期末
select 'events' as book, e.id, k.on_day as date,
       coalesce(e.title, min(k.title), '（没有写主题）') as text,
       1 as activity, max(k.kind = 'redsite' or k.base is not null) as at_base,
       max(instr(coalesce(k.boxes, ''), '重温誓词') > 0) as oath,
       max(instr(coalesce(k.boxes, ''), '重温志愿书') > 0) as letter,
       max(instr(coalesce(k.boxes, ''), '戴徽章') > 0) as badge,
       e.n_present + e.n_online as people, 0 as place, 0 as used,
       coalesce(max(k.base), '（不在基地）') as base
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind in ('redsite', 'themeday', 'integrity', 'lecture')
  and k.on_day between :from and :to
group by e.id
having max(k.kind = 'redsite' or k.base is not null
           or instr(coalesce(k.boxes, ''), '重温誓词') > 0
           or instr(coalesce(k.boxes, ''), '重温志愿书') > 0)
union all
select 'bases', t.id, t.on_day, '基地：' || t.title, 0, 0, 0, 0, 0, 0, 1,
       coalesce(t.used, 0), t.title
from r_bases t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
order by 3, 1, 2
