-- R06 集中学习
-- group = 思想建设
-- counts = 学习日期
-- value = 次数 | count | 次
-- value = 其中集中收看 | count broadcast | 次
-- value = 参加 | sum people | 人次
-- value = 有学习的月份 | distinct month | 个月
-- adds = 次数 其中集中收看 参加
-- part = way 按方式
-- note = 集中学习和集中收看；同一次活动两样都记的算一次
select 'events' as book, e.id, k.on_day as date,
       coalesce(min(k.title), e.title, '（没有写主题）') as text,
       max(k.kind = 'broadcast') as broadcast,
       e.n_present + e.n_online as people,
       substr(k.on_day, 1, 7) as month,
       iif(max(k.kind = 'broadcast'), '集中收看',
           coalesce(max(k.form), '集体学习')) as way
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind in ('study', 'broadcast')
  and k.on_day between :from and :to
group by e.id
order by k.on_day, e.id
