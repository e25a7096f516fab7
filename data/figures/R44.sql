-- R44 平台录入和党统
-- group = 平台和报告
-- counts = 录入日期
-- value = 录入 | count entry | 次
-- value = 条数 | sum entries | 条
-- value = 没有录完 | count open | 次
-- value = 党统报送 | count pack | 次
-- value = 有差额的报表 | count gap | 次
-- value = 表一现在的差额 | sum off | 人
-- adds = 录入 条数 没有录完 党统报送 有差额的报表
-- part = what 按种类
-- note = 录入单上打的勾，一天一个模块算一次，那天那个模块在台账里登记过的不重复算；党统按报送日期，有差额的报表是报送时登记的；表一现在的差额照名册和组织关系现算，在期末
select 'platform' as book, t.id, t.on_day as date,
       t.module || coalesce('　' || t.content, '') as text,
       1 as entry, coalesce(t.entries, 0) as entries,
       coalesce(t.done, 0) = 0 as open, 0 as pack, 0 as gap,
       t.module as what, 0 as off
from r_platform t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'uploads', max(u.id), u.on_day,
       coalesce(u.module, u.system) || '　录入单打勾 ' || count(*) || ' 条', 1,
       count(*), 0, 0, 0, coalesce(u.module, u.system), 0
from upload u
where u.branch_id = :branch and u.voided_on is null
  and u.on_day between :from and :to
  and not exists (select 1 from r_platform p
                  where p.branch_id = u.branch_id and p.voided_on is null
                    and p.on_day = u.on_day and p.module = u.module)
group by u.on_day, coalesce(u.module, u.system)
union all
select 'stats_pack', t.id, t.on_day, t.for_year || '年' || t.kind
           || coalesce('　党员 ' || t.members || ' 名', ''), 0, 0, 0, 1,
       coalesce(t.gap, 0), '党内统计' || t.kind, 0
from r_stats_pack t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select x.value ->> 'book', x.value ->> 'id', coalesce(x.value ->> 'day', ''),
       (x.value ->> 'name') || '　' || (x.value ->> 'why'), 0, 0, 0, 0, 0,
       '表一差额', x.value ->> 'sign'
from json_each(:headcount) x
where x.value ->> 'gap'
order by 3, 1, 2
