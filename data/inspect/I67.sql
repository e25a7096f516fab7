-- I67 发展党员档案缺少材料
-- group = 发展党员
-- weight = 重
-- basis = 《中国共产党发展党员工作细则》规定归档的材料
-- remedy = 打开这个人的档案，按 F5 清点材料，找到的登记，找不到的写缺失说明
with lacks as (
    select x.value ->> 'file' as file, x.value ->> 'name' as name,
           x.value ->> 'text' as text, x.value ->> 'day' as day,
           x.value ->> 'step' as step
    from json_each(:pipeline) x
    where not x.value ->> 'reasoned'
      and x.value ->> 'about' = 'paper' and not x.value ->> 'local'
    order by x.value ->> 'step')
select 'pipeline' as book, l.file as id, coalesce(max(l.day), :day) as date,
       l.name || '：' || group_concat(l.text, '；') as text,
       min(l.step) as step
from lacks l
group by l.file
