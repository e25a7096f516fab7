-- I44 欠交党费没有催交
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）：不按规定交纳的，党组织应及时批评教育、限期改正
-- remedy = 打开欠交名单，提醒本人后按 F3 登记哪天、怎样提醒、限到哪天
-- opens = app.arrears
-- note = 几个月起，照党费规则里的 warn_yellow；从开始欠交的月份算，一次也没有提醒过的
select '' as book, 0 as id, x.value ->> 'to' as date,
       (x.value ->> 'name') || '：从 ' || (x.value ->> 'from') || ' 起连续 '
           || (x.value ->> 'run') || ' 个月没有交党费，没有催交的记录' as text
from json_each(:arrears) x
where x.value ->> 'alarm' not in ('', 'notice') and x.value ->> 'run' > 0
  and coalesce(x.value ->> 'reminded_on', '') < (x.value ->> 'from') || '-01'
