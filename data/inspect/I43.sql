-- I43 连续六个月没有交党费
-- group = 党费和经费
-- weight = 重
-- basis = 《中国共产党章程》第九条、《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）
-- remedy = 由支部查明有没有正当理由，提交党员大会讨论，决定报上级党组织批准
-- opens = app.arrears
-- note = 几个月起算，照党费规则里的 warn_limit
select '' as book, 0 as id, x.value ->> 'to' as date,
       (x.value ->> 'name') || '：连续 ' || (x.value ->> 'longest')
           || ' 个月没有交党费，共欠 ' || (x.value ->> 'months') || ' 个月 '
           || printf('%.2f', (x.value ->> 'fen') / 100.0)
           || ' 元；没有正当理由的按自行脱党处理' as text
from json_each(:arrears) x
where x.value ->> 'alarm' = 'limit'
