-- R53 制度和方案
-- group = 责任和制度
-- counts = 印发日期
-- value = 制度和方案 | count made | 件
-- value = 其中新订 | count fresh | 件
-- value = 其中修订 | count revised | 件
-- value = 其他文件 | count other | 件
-- adds = yes
-- part = kind 按种类
-- part = change 按情形
-- note = 制度、方案、计划、配档表、措施；转发的和通知、报告算其他文件
select 'documents' as book, t.id, t.on_day as date,
       t.title || coalesce('　' || t.doc_no, '') as text,
       t.kind, t.change,
       t.kind in ('制度', '方案', '计划', '配档表', '措施')
           and t.change <> '转发' as made,
       t.kind in ('制度', '方案', '计划', '配档表', '措施')
           and t.change = '新订' as fresh,
       t.kind in ('制度', '方案', '计划', '配档表', '措施')
           and t.change = '修订' as revised,
       t.kind not in ('制度', '方案', '计划', '配档表', '措施')
           or t.change = '转发' as other
from r_documents t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
order by t.on_day, t.id
