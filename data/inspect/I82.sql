-- I82 党员积分没有确认或公示
-- group = 组织
-- weight = 轻
-- basis = 各地通常做法：半年一公示，半年过后30天以内
-- remedy = 逐条请本人确认，公示以后填公示日期
-- note = 半年过后30天以内不算
with halves as (
    select t.id, t.for_year, t.half,
           t.for_year || iif(t.half = '上半年', '-06-30', '-12-31') as ends,
           coalesce(t.confirmed, 0) = 0 as open, t.published_on is null as kept,
           t.person_id
    from r_scores t
    where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
      and t.for_year between cast(substr(:from, 1, 4) as integer) and :year)
select 'scores' as book, min(h.id) as id, h.ends as date,
       h.for_year || ' 年' || h.half || '的积分：'
           || iif(sum(h.open) > 0,
                  count(distinct iif(h.open, h.person_id, null))
                      || ' 人没有确认', '')
           || iif(sum(h.open) > 0 and sum(h.kept) > 0, '，', '')
           || iif(sum(h.kept) > 0, sum(h.kept) || ' 条没有公示', '') as text
from halves h
where (h.open or h.kept) and h.ends between :from and :to
  and date(h.ends, '+30 days') < :day
group by h.for_year, h.half
