-- I68 当地要求的入党材料没有登记
-- group = 发展党员
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 打开这些人的档案，按 F5 清点材料；当地不要求的，在自己的规则文件里改这一步的 local_papers
-- opens = app.board
-- note = 一种材料一条，列出缺的人
with lacks as (
    select x.value ->> 'step' as step, x.value ->> 'name' as name,
           substr(x.value ->> 'text', 1,
                  instr(x.value ->> 'text', '（当地要求）') - 1) as text
    from json_each(:pipeline) x
    where not x.value ->> 'reasoned'
      and x.value ->> 'about' = 'paper' and x.value ->> 'local')
select '' as book, 0 as id, :day as date,
       l.text || '：' || group_concat(l.name, '、') as text
from lacks l
group by l.step, l.text
