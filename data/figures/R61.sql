-- R61 驻村帮扶
-- group = 关爱和服务
-- counts = 活动日期
-- value = 驻村干部 | count person | 人
-- value = 帮扶活动 | count activity | 次
-- value = 驻村经费支出 | sum spent_fen | 元
-- value = 帮扶金额 | sum help_fen | 元
-- value = 受益 | sum served | 人
-- adds = 帮扶活动 驻村经费支出 帮扶金额 受益
-- part = what 按种类
-- note = 驻村干部看期末；驻村经费支出取自经费台账
select 'village' as book, t.id, t.on_day as date,
       p.name || '　' || t.village || t.duty as text,
       1 as person, 0 as activity, 0 as spent_fen, 0 as help_fen,
       0 as served, t.duty as what
from r_village t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.left_on is null or t.left_on > :day)
union all
select 'help_events', t.id, t.on_day, t.title, 0, 1, 0, coalesce(t.fen, 0),
       coalesce(t.served, 0), t.kind
from r_help_events t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'fund-entries', e.id, e.on_day, f.name || '　' || e.what, 0, 0, e.fen,
       0, 0, '驻村经费支出'
from fund f join fund_entry e on e.fund_id = f.id
where f.branch_id = :branch and f.voided_on is null and f.kind = '3'
  and e.io = '2' and e.voided_on is null and e.on_day between :from and :to
order by 3, 1, 2
