-- I02 要求办的事没有办够
-- group = 组织生活
-- weight = 轻
-- basis = 各项规定动作的依据
-- remedy = 办了的在全年达标表的这一格按 F3 补登记；没有办的尽快补上，并在台账里如实写明
-- opens = app.duties
-- note = 当地要求的会，和没有专门台账、办了才登记的事；党费、谈心谈话、考察、政治生日另有规则
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
  and (d.value ->> 'kind' = '' or d.value ->> 'local')
  and d.value ->> 'code' not in
      ('M09', 'M12', 'M14', 'M15', 'M19', 'M27', 'M31')
