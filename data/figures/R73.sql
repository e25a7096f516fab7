-- R73 换届和班子
-- group = 组织设置
-- counts = 选举日期
-- value = 换届 | count election | 次
-- value = 补选 | count filling | 次
-- value = 班子成员 | count member | 人
-- value = 空缺 | sum vacant | 名
-- value = 届满 | last ends |
-- value = 组织设置检查 | count setting | 次
-- adds = 换届 补选 组织设置检查
-- part = what 按种类
-- note = 班子看期末；空缺：这一届换届选举应选的名额减去现任的书记、副书记和委员
with now_term as (
    select t.id, t.no, t.elected_on,
           coalesce(t.extended_to, months_on(t.elected_on, 12 * t.years))
               as ends,
           (select e.seats from election e where e.branch_id = :branch
            and e.term_id = t.id and e.kind = '1' and e.voided_on is null
            order by e.on_day desc limit 1) as seats
    from term t
    where t.branch_id = :branch and t.voided_on is null
      and t.elected_on <= :day and (t.ended_on is null or t.ended_on > :day)
    order by t.elected_on desc limit 1),
team as (
    select x.id, x.kind, x.from_on, x.person_id
    from post x
    where x.branch_id = :branch and x.voided_on is null and x.from_on <= :day
      and (x.to_on is null or x.to_on > :day)
      and (x.kind in ('01', '02', '29') or x.kind between '11' and '18')
      and not exists (select 1 from post y where y.person_id = x.person_id
                      and y.branch_id = :branch and y.voided_on is null
                      and y.from_on <= :day
                      and (y.to_on is null or y.to_on > :day)
                      and (y.kind in ('01', '02', '29')
                           or y.kind between '11' and '18')
                      and (y.kind, y.id) < (x.kind, x.id)))
select 'elections' as book, e.id, e.on_day as date,
       case e.kind when '1' then '换届选举' when '2' then '补选'
            else '选举书记、副书记' end || coalesce('　备案 ' || e.filed_paper, '')
           as text,
       e.kind = '1' as election, e.kind = '2' as filling, 0 as member,
       0 as vacant, 0 as setting, '' as ends, '选举' as what, 1 as ord
from election e
where e.branch_id = :branch and e.voided_on is null
  and e.on_day between :from and :to
union all
select 'org_setting', t.id, t.on_day, t.kind || '　' || t.title, 0, 0, 0, 0, 1,
       '', t.kind, 2
from r_org_setting t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'posts', x.id, x.from_on, p.name || '　'
           || case x.kind when '01' then '书记' when '02' then '副书记'
                   when '11' then '组织委员' when '12' then '宣传委员'
                   when '13' then '纪检委员' when '14' then '青年委员'
                   when '15' then '统战委员' when '16' then '群众工作委员'
                   when '17' then '保密委员' when '18' then '文体委员'
                   else '委员' end,
       0, 0, 1, 0, 0, '', '班子成员', 3
from team x join person p on p.id = x.person_id
union all
select 'terms', t.id, t.elected_on,
       '第 ' || t.no || ' 届，' || t.ends || ' 届满', 0, 0, 0,
       max(coalesce(t.seats, 0) - (select count(*) from team), 0), 0, t.ends,
       '本届', 4
from now_term t
order by 12, 3, 2
