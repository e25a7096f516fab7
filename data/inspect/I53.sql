-- I53 党费没有按时上缴
-- group = 党费和经费
-- weight = 轻
-- basis = 当地做法：党费按季上缴，季度过后30天以内；大额党费30天以内
-- remedy = 打开党费上缴（党费收缴里按 F7），按 F3 登记上缴单，填上凭证号
-- opens = app.dues
-- note = 只看结了账的月份；上缴的日期以上缴单为准
with quarters as (
    select substr(m.month, 1, 4) as year,
           (substr(m.month, 6) + 2) / 3 as quarter,
           date(substr(m.month, 1, 4) || '-01-01',
                '+' || ((substr(m.month, 6) + 2) / 3 * 3) || ' months',
                '-1 day') as ends,
           m.month
    from dues_month m
    where m.branch_id = :branch and m.voided_on is null
      and m.closed_on is not null
      and m.month between substr(:from, 1, 7) and substr(:to, 1, 7)
      and exists (select 1 from payment y
                  where y.branch_id = :branch and y.month = m.month
                    and y.kind = '1' and y.no is not null
                    and y.voided_on is null)),
late as (
    select q.* from quarters q
    where date(q.ends, '+30 days') < :day
      and not exists (
          select 1 from handover h
          where h.branch_id = :branch and h.kind = '1'
            and h.voided_on is null and h.reverses is null
            and q.month between h.from_month and h.to_month
            and not exists (select 1 from handover r where r.reverses = h.id)))
select '' as book, 0 as id, l.ends as date,
       l.year || ' 年第 ' || l.quarter || ' 季度：'
           || group_concat(l.month, '、')
           || ' 的党费结了账，没有上缴' as text
from late l
group by l.year, l.quarter
union all
select 'payments', y.id, y.paid_on,
       coalesce(p.name, y.payer, '') || '：' || y.paid_on || ' 的大额党费 '
           || printf('%.2f', y.fen / 100.0) || ' 元没有上缴'
from payment y left join person p on p.id = y.person_id
where y.branch_id = :branch and y.kind = '2'
  and y.paid_on between :from and :to and date(y.paid_on, '+30 days') < :day
  and y.no is not null and y.voided_on is null and y.reverses is null
  and not exists (select 1 from payment r
                  where r.reverses = y.id and r.voided_on is null)
  and not exists (
      select 1 from handover h
      where h.branch_id = :branch and h.kind = '2' and h.voided_on is null
        and h.reverses is null
        and y.month between h.from_month and h.to_month
        and not exists (select 1 from handover r where r.reverses = h.id))
