-- R42 程序缺陷
-- group = 队伍建设
-- counts = 期末
-- value = 缺陷 | count | 处
-- value = 不合规定 | count grave | 处
-- value = 材料不全和提醒 | count minor | 处
-- value = 涉及 | distinct who | 人
-- part = what 按步骤
-- part = who 按人
-- note = 逐步检查档案查出来的：次序、间隔、人数、票数、材料；没有终止和归档的档案，和本期终止、归档的
select 'pipeline' as book, x.value ->> 'file' as id,
       coalesce(x.value ->> 'day', '') as date,
       (x.value ->> 'name') || '　' || (x.value ->> 'text') as text,
       x.value ->> 'grave' as grave, not (x.value ->> 'grave') as minor,
       x.value ->> 'name' as who, x.value ->> 'step_name' as what
from json_each(:pipeline) x
order by 7, x.value ->> 'step', 3
