-- I88 在职党员没有到社区报到
-- group = 关爱和服务
-- weight = 轻
-- basis = 各地通常做法：在职党员到居住地社区报到，转入后三个月以内，回执60天以内
-- remedy = 请这些党员到社区报到，在双报到里按 F3 登记；回执去社区取
-- opens = app.registers
-- note = 三分之一以上报到了的支部才列还没有的；离退休的、流动在外的不算
with here as (
    select p.id, p.name
    from member m join person p on p.id = m.person_id
    where m.branch_id = :branch and m.voided_on is null
      and months_on(m.from_on, 3) < :day
      and (m.to_on is null or m.to_on > :day)
      and p.voided_on is null and p.join_on <= :day
      and coalesce(p.job, '') <> '4'
      and (p.retired_on is null or p.retired_on > :day)
      and not exists (select 1 from away w
                      where w.person_id = p.id and w.voided_on is null
                        and w.from_on <= :day
                        and (w.to_on is null or w.to_on > :day))),
known as (
    select h.name, p.ord, exists (
               select 1 from r_report_in t
               where t.branch_id = :branch and t.person_id = h.id
                 and t.kind = '在职党员' and t.voided_on is null
                 and t.on_day <= :day
                 and (t.ended_on is null or t.ended_on > :day)) as there
    from here h join person p on p.id = h.id
    order by p.ord, p.id)
select '' as book, 0 as id, :day as date,
       sum(not k.there) || ' 名在职党员没有报到：'
           || group_concat(iif(k.there, null, k.name), '、') as text
from known k
having sum(not k.there) > 0 and sum(k.there) * 3 >= count(*)
union all
select 'report_in', t.id, t.on_day,
       coalesce(p.name || ' ', '') || t.on_day || ' 到' || t.community
           || '报到，过了 60 天没有回执'
from r_report_in t left join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to and date(t.on_day, '+60 days') < :day
  and t.receipt_on is null and (t.ended_on is null or t.ended_on > :day)
