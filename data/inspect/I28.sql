-- I28 选举的程序、票数有错
-- group = 支部组织
-- weight = 重
-- basis = 《中国共产党基层组织选举工作条例》
-- remedy = 打开这次选举，照选票和批复核对；选举无效的重新选举
-- note = 到会、票数、候选人、日期的先后；换届没有上级批复就选举
select 'elections' as book, v.value ->> 'id' as id, v.value ->> 'day' as date,
       (v.value ->> 'day') || ' '
           || case when v.value ->> 'text' like '选举：%' then '' else '选举：' end
           || (v.value ->> 'text') as text
from json_each(:elections) v
where v.value ->> 'code' like 'E-ELECT-%'
  and v.value ->> 'code' not in
      ('E-ELECT-018', 'E-ELECT-023', 'E-ELECT-024')
union all
select 'elections', x.id, x.on_day,
       x.on_day || ' 换届选举：'
           || case when x.asked_on is null then '没有登记换届的请示'
                   else '没有登记上级同意换届的批复' end
from election x
where x.branch_id = :branch and x.on_day between :from and :to
  and x.voided_on is null and x.kind = '1'
  and (x.asked_on is null or x.granted_on is null)
