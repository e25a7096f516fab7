-- R17 书籍发放
-- group = 思想建设
-- counts = 领取日期
-- value = 册数 | sum copies | 册
-- value = 种数 | distinct book_id | 种
-- value = 领取 | count | 人次
-- adds = yes
-- part = title 按书名
-- part = kind 按类别
select 'book_issues' as book, t.id, t.on_day as date,
       coalesce(p.name, t.receiver, '（没有写领取人）') || '　' || b.title
           || ' ' || t.copies || ' 册' as text,
       t.copies, t.book_id, b.title, b.kind
from r_book_issues t left join r_books b on b.id = t.book_id
     left join person p on p.id = t.person_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
