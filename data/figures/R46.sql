-- R46 表彰荣誉
-- group = 品牌和荣誉
-- counts = 表彰日期
-- value = 合计 | count | 项
-- value = 个人 | count who=个人 | 项
-- value = 集体 | count who=集体 | 项
-- value = 县级以上 | count high | 项
-- adds = yes
-- part = level 按级别
-- part = who 按对象
-- note = 个人荣誉算那一天组织关系在本支部的；创建项目命名的算集体，同一天已登记集体荣誉的不再算
select 'honours' as book, h.id, h.on_day as date,
       p.name || '　' || h.title as text,
       case h.level when '1' then '国家级' when '2' then '省级'
            when '3' then '市级' when '4' then '县级'
            when '5' then '机关工委/系统' when '6' then '本单位'
            when '7' then '本支部' end as level,
       '个人' as who, coalesce(h.level <= '4', 0) as high
from member m join honour h on h.person_id = m.person_id
     join person p on p.id = h.person_id
where m.branch_id = :branch and m.voided_on is null and h.voided_on is null
  and h.on_day between :from and :to and m.from_on <= h.on_day
  and (m.to_on is null or m.to_on > h.on_day)
union all
select 'unit_honours', t.id, t.on_day, t.winner || '　' || t.title,
       case t.level when '1' then '国家级' when '2' then '省级'
            when '3' then '市级' when '4' then '县级'
            when '5' then '机关工委/系统' when '6' then '本单位'
            when '7' then '本支部' end,
       '集体', coalesce(t.level <= '4', 0)
from r_unit_honours t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'creation', t.id, t.won_on, t.title || '　命名',
       case t.level when '1' then '国家级' when '2' then '省级'
            when '3' then '市级' when '4' then '县级'
            when '5' then '机关工委/系统' when '6' then '本单位'
            when '7' then '本支部' end,
       '集体', coalesce(t.level <= '4', 0)
from r_creation t
where t.branch_id = :branch and t.voided_on is null
  and t.won_on between :from and :to
  and not exists (select 1 from r_unit_honours x where x.branch_id = :branch
                  and x.on_day = t.won_on and x.voided_on is null)
order by 3, 1, 2
