-- I61 发展党员的会议和票数不合规定
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第二十条至第二十二条、第三十三条
-- remedy = 打开这个人的档案，按 F7 逐步审查，照提示改
-- note = 会议有效、议题是本人、按规定的票数通过
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' in ('meeting', 'vote')
