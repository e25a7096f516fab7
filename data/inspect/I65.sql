-- I65 发展党员当地要求的期限过了
-- group = 发展党员
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 尽快办这一步，在档案里登记；等上级批复的去催办，晚了的写明原因
-- note = 备案、预审、开大会、宣誓、思想汇报、季度考察、转正、归档；各地可以另定
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', :day) as date,
       (x.value ->> 'name') || '：' || (x.value ->> 'text') as text,
       x.value ->> 'basis' as basis,
       iif(x.value ->> 'day' is null, null, x.value ->> 'remedy') as remedy,
       x.value ->> 'step' as step
from json_each(:pipeline) x
where not x.value ->> 'reasoned'
  and x.value ->> 'about' in ('within', 'rhythm', 'entries')
  and x.value ->> 'local'
