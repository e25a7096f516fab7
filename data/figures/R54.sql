-- R54 党费
-- group = 党费和经费
-- counts = 所属月份
-- value = 实交 | sum paid_fen | 元
-- value = 应交 | sum due_fen | 元
-- value = 补交 | sum late_fen | 元
-- value = 上缴 | sum handed_fen | 元
-- value = 留用 | sum kept_fen | 元
-- value = 使用 | sum spent_fen | 元
-- value = 手中结余 | sum hand_fen | 元
-- value = 大额党费 | sum large_fen | 元
-- value = 应交人次 | sum payers | 人次
-- value = 按时足额 | sum on_time | 人次
-- value = 按时足额率 | share on_time of payers | %
-- value = 党费检查 | count checked | 次
-- adds = 应交 补交 上缴 留用 使用 大额党费 应交人次 按时足额 党费检查
-- part = what 按种类
-- note = 只看已入账的；按时足额看已结账的月份；补交是这一段里收的以前月份的，收款、上缴、支出按日期；结余是期末手中的，连同期初的；使用的是留用党费
with months as (
    select m.id, m.month, m.closed_on is not null as closed
    from dues_month m
    where m.branch_id = :branch and m.voided_on is null
      and m.month between substr(:from, 1, 7) and substr(:day, 1, 7)),
owed as (
    select m.month, d.fen, m.closed,
           (select coalesce(sum(x.fen), 0)
            from payment_part x join payment p on p.id = x.payment_id
            where x.person_id = d.person_id and x.month = d.month
              and x.branch_id = :branch and x.voided_on is null
              and p.voided_on is null and p.no is not null
              and p.month <= max(d.month, iif(coalesce(q.quarterly, 0) = 0,
                  d.month, substr(d.month, 1, 5) || printf('%02d',
                      (cast(substr(d.month, 6) as integer) - 1) / 3 * 3
                      + json_extract(:limits, '$[0].quarter_due')))))
               as in_time
    from months m join due d on d.branch_id = :branch and d.month = m.month
    left join assess q on q.id = d.assess_id
    where d.voided_on is null),
taken as (
    select s.id, s.no, s.year, s.on_day,
           sum(p.fen) as fen, sum(iif(p.kind = '2', p.fen, 0)) as large,
           sum((select sum(x.fen) from payment_part x
                where x.payment_id = p.id and x.month < p.month
                  and x.voided_on is null)) as late
    from sitting s join payment p on p.sitting_id = s.id
    where s.branch_id = :branch and s.voided_on is null
      and p.voided_on is null and p.paid_on between :from and :to
    group by s.id)
select 'dues-months' as book, m.id, m.month as date,
       m.month || ' 应交和实交' as text,
       sum(o.fen) as due_fen,
       (select sum(x.fen)
        from payment_part x join payment p on p.id = x.payment_id
        where x.branch_id = :branch and x.month = m.month
          and x.voided_on is null and p.voided_on is null
          and p.no is not null) as paid_fen,
       0 as late_fen, 0 as handed_fen, 0 as kept_fen, 0 as spent_fen,
       0 as hand_fen, 0 as large_fen,
       sum(o.fen > 0 and o.closed) as payers,
       sum(o.fen > 0 and o.closed and o.in_time >= o.fen) as on_time, '月份' as what,
       0 as checked
from months m join owed o on o.month = m.month
group by m.id
union all
select 'payments', p.id, p.paid_on,
       '预交 ' || group_concat(distinct x.month), 0, sum(x.fen), 0, 0, 0, 0, 0,
       0, 0, 0, '预交', 0
from payment_part x join payment p on p.id = x.payment_id
where x.branch_id = :branch
  and x.month between substr(:from, 1, 7) and substr(:to, 1, 7)
  and x.voided_on is null and p.voided_on is null and p.no is not null
  and p.paid_on <= :day
  and not exists (select 1 from dues_month m
                  where m.branch_id = :branch and m.month = x.month
                    and m.voided_on is null)
group by p.id
union all
select 'sittings', t.id, t.on_day,
       '收缴单 ' || printf('%d-%04d', t.year, t.no), 0, 0, coalesce(t.late, 0),
       0, 0, 0, t.fen, t.large, 0, 0, '收缴单', 0
from taken t
union all
select 'handovers', h.id, h.on_day,
       '上缴 ' || h.from_month || iif(h.to_month = h.from_month, '',
                                      ' 至 ' || h.to_month), 0, 0, 0,
       h.fen, h.kept_fen, 0, -(h.fen + h.kept_fen), 0, 0, 0,
       iif(h.kind = '2', '上缴大额', '上缴'), 0
from handover h
where h.branch_id = :branch and h.voided_on is null
  and h.on_day between :from and :to
union all
select 'fund-entries', e.id, e.on_day, f.name || '　' || e.what, 0, 0, 0, 0, 0,
       e.fen, 0, 0, 0, 0, '使用', 0
from fund f join fund_entry e on e.fund_id = f.id
where f.branch_id = :branch and f.voided_on is null and f.kind = '1'
  and e.io = '2' and e.voided_on is null and e.on_day between :from and :to
union all
select '', 0, :from, '期初手中结余', 0, 0, 0, 0, 0, 0,
       (select coalesce(sum(t.fen), 0) from dues_taken t
        where t.branch_id = :branch and t.kind in ('1', '2')
          and t.on_day < :from)
       - (select coalesce(sum(h.fen + h.kept_fen), 0) from handover h
          where h.branch_id = :branch and h.voided_on is null
            and h.on_day < :from), 0, 0, 0, '期初', 0
union all
select 'supervision', t.id, t.on_day, t.title, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
       '检查', 1
from r_supervision t
where t.branch_id = :branch and t.voided_on is null
  and t.kind = '党费收缴' and t.on_day between :from and :to
order by 3, 1, 2
