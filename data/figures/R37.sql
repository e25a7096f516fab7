-- R37 党员总数
-- group = 队伍建设
-- counts = 期末
-- value = 总数 | count | 人
-- value = 正式党员 | count class=正式党员 | 人
-- value = 预备党员 | count class=预备党员 | 人
-- value = 女党员 | count woman | 人
-- value = 少数民族党员 | count minority | 人
-- value = 离退休党员 | count retired | 人
-- value = 流动党员 | count moving | 人
-- part = class 按类别
-- part = grp 按党小组
-- part = education 按学历
-- note = 组织关系在本支部的；已开介绍信还没有回执的仍在内；期末在今天以后的看今天
select 'roster' as book, p.id, p.join_on as date, p.name as text,
       iif(p.full_on <= :day, '正式党员', '预备党员') as class,
       p.sex = '2' as woman,
       p.nation is not null and p.nation not in ('01', '97', '98') as minority,
       coalesce(p.job = '4', 0) or coalesce(p.retired_on <= :day, 0)
           as retired,
       exists (select 1 from away a where a.person_id = p.id and a.kind = '01'
               and a.voided_on is null and a.from_on <= :day
               and (a.to_on is null or a.to_on > :day)) as moving,
       (select g.name from placement x join grp g on g.id = x.grp_id
        where x.person_id = p.id and x.voided_on is null
          and g.branch_id = :branch and x.from_on <= :day
          and (x.to_on is null or x.to_on > :day)) as grp,
       case when p.education in ('10', '11', '12', '13', '14', '17')
                 then '研究生'
            when p.education in ('15', '16', '18', '19', '20', '21', '28')
                 then '大学本科'
            when p.education in ('30', '31') then '大学专科'
            when p.education in ('40', '41') then '中专'
            when p.education in ('22', '23', '32', '33', '44', '47', '60', '61')
                 then '高中、中技'
            when p.education = '90' then '其他'
            when p.education is not null then '初中及以下' end as education
from member m join person p on p.id = m.person_id
where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
  and (m.to_on is null or m.to_on > :day)
  and p.voided_on is null and p.join_on <= :day
order by p.ord, p.id
