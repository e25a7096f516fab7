-- I59 发展党员的次序和间隔不合规定
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》规定的步骤和间隔
-- remedy = 打开这个人的档案，按 F7 逐步审查，照提示改
-- note = 漏了步骤、日期颠倒、不满规定的间隔；已写明原因的不算
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and (x.value ->> 'about' in ('left-out', 'early', 'date')
       or (x.value ->> 'about' = 'after' and not x.value ->> 'local'))
