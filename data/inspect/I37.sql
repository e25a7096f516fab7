-- I37 组织关系转接没有回执
-- group = 党员名册
-- weight = 轻
-- basis = 中共中央组织部组通字〔2006〕45号通知：介绍信的有效期一般不超过 90 天；转出还没有被接收的，仍由原支部管理
-- remedy = 催收（寄出）回执，在这个人的组织关系里填回执日期；介绍信过期的重新开
-- note = 转出的介绍信过了有效期；转入过了 30 天没有寄回执（通常做法）
select 'membership' as book, m.id, m.out_letter_on as date,
       p.name || ' ' || m.out_letter_on || ' 开介绍信转往'
           || coalesce(nullif(trim(m.out_to), ''), '外单位') || '，'
           || coalesce(m.out_valid_to, date(m.out_letter_on, '+90 days'))
           || ' 已过有效期，还没有回执' as text
from member m join person p on p.id = m.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.out_letter_on <= :day
  and (m.out_receipt_on is null or m.out_receipt_on > :day)
  and (m.to_on is null or m.to_on > :day)
  and coalesce(m.out_valid_to, date(m.out_letter_on, '+90 days')) < :day
union all
select 'membership', m.id, m.from_on,
       p.name || ' ' || m.from_on || ' 转入，过了 30 天还没有寄回执'
from member m join person p on p.id = m.person_id
where m.branch_id = :branch and m.voided_on is null
  and m.in_letter_on is not null
  and (m.in_receipt_on is null or m.in_receipt_on > :day)
  and m.from_on between :from and :to
  and m.from_on < date(:day, '-30 days')
