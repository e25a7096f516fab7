-- I33 名册缺项
-- group = 党员名册
-- weight = 轻
-- basis = 党员信息采集的要求：姓名、性别、身份证号、民族、出生日期、学历、人员类别、入党和转正日期、工作岗位、联系电话、住址等十六项
-- remedy = 打开这个人，照档案和本人填的表补上
with lacking as (
    select p.id, p.name,
           case when p.sex is null then '、性别' else '' end
           || case when p.idno is null then '、身份证号' else '' end
           || case when p.nation is null then '、民族' else '' end
           || case when p.birth_on is null then '、出生日期' else '' end
           || case when p.education is null then '、学历' else '' end
           || case when p.join_on is null then '、入党日期' else '' end
           || case when p.job is null then '、工作岗位' else '' end
           || case when p.phone is null and p.tel is null
                   then '、联系电话' else '' end
           || case when coalesce(trim(p.address), '') = ''
                   then '、住址' else '' end as what
    from member m join person p on p.id = m.person_id
    where m.branch_id = :branch and m.voided_on is null and m.from_on <= :day
      and (m.to_on is null or m.to_on > :day) and p.voided_on is null)
select 'roster' as book, id, :day as date,
       name || '：名册里没有' || substr(what, 2) as text
from lacking where what <> ''
