-- I84 廉政谈话记得不全
-- group = 廉政
-- weight = 轻
-- basis = 各地通常做法：谈话有记录，函询30天以内有回复
-- remedy = 打开这一条，补写谈话内容；函询的填回复日期和处理
-- note = 涉密的台账，这里不写姓名和内容
select 'clean_talks' as book, t.id, t.on_day as date,
       t.on_day || ' 的' || t.kind || '（编号 ' || t.id || '）：'
           || iif(t.kind = '函询', '过了 30 天没有回复日期',
                  '没有写谈话内容') as text
from r_clean_talks t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
  and iif(t.kind = '函询',
          t.answered_on is null and date(t.on_day, '+30 days') < :day,
          coalesce(t.content, '') = '')
