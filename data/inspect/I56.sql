-- I56 使用留用党费没有集体研究
-- group = 党费和经费
-- weight = 重
-- basis = 《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）第二十条
-- remedy = 打开这笔支出，选研究的会议，或写研究日期；没有研究的提交支委会补议，照实记录
select 'fund-entries' as book, e.id, e.on_day as date,
       e.on_day || ' ' || f.name || '支出 ' || printf('%.2f', e.fen / 100.0)
           || ' 元（' || e.what || '）：'
           || case when e.event_id is null and e.decided_on is null
                        then '没有集体研究的记录'
                   when e.use is null then '没有写用途'
                   else '研究日期 ' || coalesce(e.decided_on, v.on_day)
                        || ' 在支出以后' end as text
from fund f join fund_entry e on e.fund_id = f.id
     left join event v on v.id = e.event_id and v.voided_on is null
where f.branch_id = :branch and f.voided_on is null and f.kind = '1'
  and e.voided_on is null and e.io = '2' and e.fen > 0
  and e.reverses is null and e.on_day between :from and :to
  and (e.use is null or coalesce(e.decided_on, v.on_day) is null
       or coalesce(e.decided_on, v.on_day) > e.on_day)
  and not exists (select 1 from fund_entry r where r.reverses = e.id)
