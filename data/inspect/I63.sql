-- I63 申请后一个月没有谈话
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》第七条
-- remedy = 派书记、副书记或组织委员尽快谈话，在档案里登记谈话这一步；谈晚了的写明原因
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' = 'within' and not x.value ->> 'local'
  and x.value ->> 'step' = 2
