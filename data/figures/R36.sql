-- R36 活动阵地和四有
-- group = 组织设置
-- counts = 所属年度
-- value = 活动场所 | count room | 个
-- value = 四有齐全 | count full | 个
-- value = 有计划 | count has_plan | 个
-- value = 有记录 | count has_record | 个
-- value = 有资料 | count has_material | 个
-- value = 有制度 | count has_system | 个
-- value = 在用设备 | sum number | 件
-- part = what 按种类
-- note = 设备看期末；四有：有计划、有记录、有资料、有制度；一个场所看最后一次核对
select 'rooms' as book, t.id, t.on_day as date,
       t.title || coalesce('　缺：' || t.gap, '') as text,
       1 as room, t.has_plan, t.has_record, t.has_material, t.has_system,
       coalesce(t.has_plan and t.has_record and t.has_material
                and t.has_system, 0) as full,
       0 as number, '活动场所' as what
from r_rooms t
where t.branch_id = :branch and t.voided_on is null
  and t.for_year between cast(substr(:from, 1, 4) as integer) and :year and t.on_day <= :day
  and not exists (select 1 from r_rooms x where x.branch_id = t.branch_id
                  and x.title = t.title and x.voided_on is null
                  and x.for_year <= :year and x.on_day <= :day
                  and (x.on_day, x.id) > (t.on_day, t.id))
union all
select 'equipment', t.id, t.on_day, t.title || ' ' || t.number || ' 件', 0, 0,
       0, 0, 0, 0, iif(t.state = '报废', 0, t.number), '设备'
from r_equipment t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day <= :day and (t.ended_on is null or t.ended_on > :day)
order by 12, 3, 2
