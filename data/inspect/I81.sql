-- I81 慰问帮扶和志愿服务记得不全
-- group = 关爱和服务
-- weight = 轻
-- basis = 各地通常做法
-- remedy = 打开这一条补填；人已经离开的，困难党员填解除日期和原因
-- note = 慰问没有金额和慰问品；志愿服务没有时长，30天没有社区确认；困难党员一年没有复核，或人已经离开
select 'visits' as book, t.id, t.on_day as date,
       t.on_day || ' 走访慰问' || t.whom || '：没有写慰问金和慰问品' as text
from r_visits t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
  and coalesce(t.fen, 0) = 0 and coalesce(t.goods, '') = ''
union all
select 'volunteering', t.id, t.on_day,
       t.on_day || ' 志愿服务“' || t.item || '”：'
           || iif(coalesce(t.hours, 0) = 0, '没有写时长',
                  '过了 30 天没有社区确认')
from r_volunteering t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
  and (coalesce(t.hours, 0) = 0
       or (coalesce(t.signed, 0) = 0 and date(t.on_day, '+30 days') < :day))
union all
select 'hardship', t.id, coalesce(iif(m.to_on <= :day, m.to_on, null), t.reviewed_on,
                              t.on_day),
       '困难党员' || p.name || '：'
           || iif(m.to_on <= :day,
                  m.to_on || ' 起不在支部，档案没有解除',
                  coalesce('上次复核 ' || t.reviewed_on,
                           '建档 ' || t.on_day || ' 以来没有复核')
                      || '，满一年了')
from r_hardship t join person p on p.id = t.person_id
     left join member m on m.id = (
         select x.id from member x
         where x.person_id = t.person_id and x.branch_id = :branch
           and x.voided_on is null and x.from_on <= :day
         order by x.from_on desc limit 1)
where t.branch_id = :branch and t.voided_on is null and t.on_day <= :to
  and (t.ended_on is null or t.ended_on > :day)
  and (m.to_on <= :day
       or months_on(coalesce(t.reviewed_on, t.on_day), 12) < :day)
