-- I60 发展党员的条件不具备
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》各步骤的条件
-- remedy = 打开这个人的档案，按 F7 逐步审查，照提示改
-- note = 年龄、培训学时、上一步的结果、谈话人、必填的内容、延长的期限和次数
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' in ('age', 'amount', 'once', 'field', 'result', 'by')
  and not x.value ->> 'local'
