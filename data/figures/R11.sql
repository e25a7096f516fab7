-- R11 心得体会
-- group = 思想建设
-- counts = 提交日期
-- value = 篇数 | count | 篇
-- value = 作者 | distinct person_id | 人
-- value = 字数 | sum words | 字
-- value = 交流和采用 | count used | 篇
-- adds = yes
-- part = topic 按主题
-- part = usage 按使用
-- part = grade 按评优
select 'essays' as book, t.id, t.on_day as date,
       p.name || '《' || t.title || '》' as text,
       t.person_id, t.words, t.usage is not null and t.usage <> '未交流' as used,
       t.topic, t.usage, t.grade
from r_essays t join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
