-- I01 规定的会没有开够
-- group = 组织生活
-- weight = 重
-- basis = 各项规定动作的依据
-- remedy = 开了的在全年达标表的这一格按 F3 补登记；没有开的尽快补上，并在台账里如实写明
-- opens = app.duties
-- note = 中央规定要开的会；周期过完才算缺
select '' as book, 0 as id, d.value ->> 'to' as date,
       (d.value ->> 'from') || ' 至 ' || (d.value ->> 'to') || '　'
           || (d.value ->> 'name')
           || coalesce('（' || nullif(d.value ->> 'grp_name', '') || '）', '')
           || '：应 ' || (d.value ->> 'need') || ' 次，只有 '
           || (d.value ->> 'held') || ' 次' as text,
       d.value ->> 'basis' as basis
from json_each(:duties) d
where d.value ->> 'applies' and d.value ->> 'over' and not d.value ->> 'met'
  and not d.value ->> 'advisory'
  and d.value ->> 'kind' <> '' and not d.value ->> 'local'
