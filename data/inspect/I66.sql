-- I66 发展党员公示不够
-- group = 发展党员
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 打开这个人的档案，按 F7 逐步审查，照提示改
-- note = 天数、起止日期、意见的处理
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' = 'notice'
