-- I23 民主评议没有测评汇总或没有评完
-- group = 组织生活
-- weight = 轻
-- basis = 《中国共产党支部工作条例（试行）》第十八条；测评汇总和每人的等次要留存
-- remedy = 在民主评议里按 F3 登记这一年的测评，把每人的票数和等次填全
-- note = 开了民主评议会，没有那一年度的测评汇总表；票数、等次没有填全；日期、年度可疑
select 'events' as book, x.event_id as id, x.on_day as date,
       x.on_day || ' 民主评议：没有登记 ' || x.for_year
           || ' 年度的测评汇总和等次' as text
from event_kind x
where x.branch_id = :branch and x.on_day between :from and :to
  and x.kind = 'review' and x.counted = 1 and x.voided_on is null
  and not exists (select 1 from review r
                  where r.branch_id = :branch and r.for_year = x.for_year
                    and r.voided_on is null)
union all
select 'reviews', v.value ->> 'id', v.value ->> 'day',
       (v.value ->> 'day') || ' 民主评议：' || (v.value ->> 'text')
from json_each(:reviews) v
where v.value ->> 'code' in ('E-REVIEW-003', 'E-REVIEW-009', 'E-REVIEW-011',
                             'E-REVIEW-031', 'E-REVIEW-034')
