-- I69 发展党员档案有要说明的地方
-- group = 发展党员
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 打开这个人的档案，按 F7 逐步审查，照提示改
-- note = 前面几条没有管到的：当地的间隔、政审有效期、回避、推优、三个月内离开
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and not (x.value ->> 'about' in (
    'left-out', 'early', 'date', 'meeting', 'vote', 'helpers', 'within',
    'rhythm', 'entries', 'notice', 'paper'))
  and not (x.value ->> 'about' in (
               'after', 'age', 'amount', 'once', 'field', 'result', 'by')
           and not x.value ->> 'local')
