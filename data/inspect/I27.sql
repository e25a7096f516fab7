-- I27 换届、选举的手续不全
-- group = 支部组织
-- weight = 轻
-- basis = 《中国共产党基层组织选举工作条例》；届满前三个月着手是通常做法
-- remedy = 没有请示的先报请示；在选举里按 F5 补填请示、批复、结果报告、备案的日期和文号
-- note = 离届满不到三个月还没有请示；选举过了 30 天，没有结果报告、备案；选举的数字没有填全
with due as (
    select t.id, t.no, t.elected_on,
           coalesce(t.extended_to,
                    months_on(t.elected_on, 12 * t.years)) as ends
    from term t
    where t.branch_id = :branch and t.voided_on is null
      and t.elected_on <= :day and (t.ended_on is null or t.ended_on > :day))
select 'terms' as book, d.id, d.ends as date,
       '第 ' || d.no || ' 届 ' || d.ends || ' 届满，不到三个月，还没有请示换届'
           as text
from due d
where d.ends > :day and months_on(d.ends, -3) <= :day
  and not exists (select 1 from election x
                  where x.branch_id = :branch and x.kind = '1'
                    and x.voided_on is null
                    and coalesce(x.asked_on, x.on_day) > d.elected_on
                    and coalesce(x.term_id, 0) <> d.id)
union all
select 'elections', x.id, x.on_day,
       x.on_day || ' '
           || case x.kind when '1' then '换届选举' when '2' then '补选'
                   else '选举书记、副书记' end || '：'
           || case when x.report_on is null then '没有登记选举结果报告'
                   else '没有登记上级的批复、备案' end
from election x
where x.branch_id = :branch and x.on_day between :from and :to
  and x.voided_on is null and x.verdict = '1'
  and x.on_day < date(:day, '-30 days')
  and (x.report_on is null or x.filed_on is null)
union all
select 'elections', v.value ->> 'id', v.value ->> 'day',
       (v.value ->> 'day') || ' '
           || case when v.value ->> 'text' like '选举：%' then '' else '选举：' end
           || (v.value ->> 'text')
from json_each(:elections) v
where v.value ->> 'code' in ('E-ELECT-018', 'E-ELECT-024')
