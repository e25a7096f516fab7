-- I64 考察或审批超过规定的期限
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第十一条、第二十七条、第三十四条
-- remedy = 尽快办这一步，在档案里登记；等上级批复的去催办，晚了的写明原因
-- note = 半年考察、上级审批；期限照发展党员规则
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' in ('within', 'rhythm', 'entries')
  and not x.value ->> 'local'
  and (x.value ->> 'about' <> 'within' or x.value ->> 'step' <> 2)
