-- I87 平台和党统没有报全
-- group = 平台和报告
-- weight = 轻
-- basis = 党内统计工作的有关规定：6月30日、12月31日为截止日，差额不是0的要说明；各地通常做法：平台7天以内录完
-- remedy = 平台补录完的改成已录完；党统核对名册，差额写明是谁、为什么
-- note = 7天以内不算；人数按截止日在册的党员，大会通过、上级还没有批准的可算可不算
with heads as (
    select t.id, t.on_day, t.for_year, t.kind, t.gap, t.members, t.checked,
           t.note, (select count(*)
                    from member m join person p on p.id = m.person_id
                    where m.branch_id = :branch and m.voided_on is null
                      and p.voided_on is null and p.join_on <= c.day
                      and m.from_on <= c.day
                      and (m.to_on is null or m.to_on > c.day)) as n,
           (select count(distinct s.candidacy_id)
            from candidacy f
                 join step s on s.candidacy_id = f.id and s.no = 17
                            and s.dropped is null and s.voided_on is null
                 join step a on a.candidacy_id = f.id and a.no = 15
                            and a.dropped is null and a.voided_on is null
            where f.branch_id = :branch and f.voided_on is null
              and a.on_day <= c.day and s.on_day > c.day) as not_yet
    from r_stats_pack t
         join (select '半年报' as kind, '-06-30' as day
               union all select '年报', '-12-31') k on k.kind = t.kind
         join (select distinct x.for_year, x.for_year || '-06-30' as day
               from r_stats_pack x where x.branch_id = :branch
               union select x.for_year, x.for_year || '-12-31'
               from r_stats_pack x where x.branch_id = :branch) c
           on c.for_year = t.for_year and c.day = t.for_year || k.day
    where t.branch_id = :branch and t.voided_on is null
      and t.on_day between :from and :to)
select 'platform' as book, t.id, t.on_day as date,
       t.on_day || ' ' || coalesce(t.system, '平台') || '“' || t.module
           || '”没有录完' as text
from r_platform t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to and coalesce(t.done, 0) = 0
  and date(t.on_day, '+7 days') < :day
union all
select 'stats_pack', t.id, t.on_day,
       t.for_year || ' 年' || t.kind || '：表一差额 ' || t.gap || '，没有说明'
from r_stats_pack t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
  and coalesce(t.gap, 0) <> 0 and coalesce(t.note, '') = ''
union all
select 'stats_pack', h.id, h.on_day,
       h.for_year || ' 年' || h.kind || '：报的党员是 ' || h.members
           || ' 名，名册里那一天是 ' || h.n || ' 名'
from heads h
where h.members not in (h.n, h.n - h.not_yet) and coalesce(h.note, '') = ''
