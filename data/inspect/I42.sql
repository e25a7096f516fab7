-- I42 连续三个月以上没有交党费
-- group = 党费和经费
-- weight = 轻
-- basis = 当地做法：连续三个月没有交的列入名单报上级党组织
-- remedy = 打开欠交名单，按 F3 记下催交和限期；补交在党费收缴里按 F4
-- opens = app.arrears
-- note = 几个月起列入，照党费规则里的 warn_report；按季交的到季末才算欠
select '' as book, 0 as id, x.value ->> 'to' as date,
       (x.value ->> 'name') || '：连续 ' || (x.value ->> 'longest')
           || ' 个月没有交党费，共欠 ' || (x.value ->> 'months') || ' 个月 '
           || printf('%.2f', (x.value ->> 'fen') / 100.0) || ' 元' as text
from json_each(:arrears) x
where x.value ->> 'alarm' in ('report', 'red')
