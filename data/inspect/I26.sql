-- I26 任期届满没有换届
-- group = 支部组织
-- weight = 重
-- basis = 《中国共产党支部工作条例（试行）》第六章；延期、提前都要上级党组织批准，延期不超过一年
-- remedy = 向上级党组织请示换届，选举后在选举里登记；批准延期的，在届次里填“延期至”
with due as (
    select t.id, t.no, t.elected_on, t.extended_to,
           months_on(t.elected_on, 12 * t.years) as ends
    from term t
    where t.branch_id = :branch and t.voided_on is null
      and t.elected_on <= :day and (t.ended_on is null or t.ended_on > :day))
select 'terms' as book, d.id, coalesce(d.extended_to, d.ends) as date,
       '第 ' || d.no || ' 届（' || d.elected_on || ' 选举）'
           || case when d.extended_to > months_on(d.ends, 12)
                   then '应在 ' || d.ends || ' 届满，延期到 ' || d.extended_to
                        || '，超过一年'
                   else coalesce('延期到 ' || d.extended_to || ' 也',
                                 d.ends || ' ')
                        || '已届满，还没有换届' end as text
from due d
where coalesce(d.extended_to, d.ends) <= :day
   or d.extended_to > months_on(d.ends, 12)
