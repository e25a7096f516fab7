-- I57 经费收支和上缴的手续不全
-- group = 党费和经费
-- weight = 轻
-- basis = 各地通常做法：支出有凭证号、经办人、审批人，30天以内补齐；上缴后5天以内交回单
-- remedy = 打开这一笔，补填凭证号、经办人、审批人
-- note = 30天、5天以内不算
with lacks as (
    select e.id, e.on_day, f.name || '支出 '
               || printf('%.2f', e.fen / 100.0) || ' 元（' || e.what || '）'
               as what,
           iif(coalesce(e.voucher, '') = '', '、凭证号', '')
               || iif(e.handler_id is null, '、经办人', '')
               || iif(coalesce(e.approver, '') = '', '、审批人', '') as lack
    from fund f join fund_entry e on e.fund_id = f.id
    where f.branch_id = :branch and f.voided_on is null
      and e.voided_on is null and e.io = '2' and e.reverses is null
      and e.on_day between :from and :to and date(e.on_day, '+30 days') < :day
      and not exists (select 1 from fund_entry r where r.reverses = e.id))
select 'fund-entries' as book, l.id, l.on_day as date,
       l.on_day || ' ' || l.what || '：没有填' || substr(l.lack, 2) as text
from lacks l
where l.lack <> ''
union all
select 'handovers', h.id, h.on_day,
       h.on_day || ' 上缴 ' || printf('%.2f', h.fen / 100.0)
           || ' 元（' || h.from_month || iif(h.to_month = h.from_month, '',
                                             ' 至 ' || h.to_month)
           || '）：没有填缴款凭证号'
from handover h
where h.branch_id = :branch and h.voided_on is null and h.reverses is null
  and coalesce(h.voucher, '') = ''
  and h.on_day between :from and :to and date(h.on_day, '+5 days') < :day
  and not exists (select 1 from handover r where r.reverses = h.id)
