-- R35 意识形态工作
-- group = 意识形态和宣传
-- counts = 会议日期
-- value = 合计 | count | 次
-- value = 专题研究 | count sort=专题研究 | 次
-- value = 培训 | count sort=培训 | 次
-- value = 分析研判 | count sort=研判 | 次
-- value = 研究过的半年 | distinct half | 个半年
-- adds = yes
-- part = sort 按种类
-- part = kind 按研判内容
-- note = 开会研判的，登记在组织生活里和研判台账里的算一次
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '意识形态工作') as text,
       coalesce(k.sub, '专题研究') as sort,
       iif(coalesce(k.sub, '专题研究') = '专题研究', substr(k.on_day, 1, 4)
           || iif(substr(k.on_day, 6, 2) < '07', '上', '下'), null) as half,
       '（会议）' as kind
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and k.kind = 'ideology' and k.on_day between :from and :to
union all
select 'analysis', t.id, t.on_day, t.kind || '研判　' || t.period, '研判', null,
       t.kind
from r_analysis t
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
  and not exists (select 1 from event_kind k where k.event_id = t.event_id
                  and k.kind = 'ideology' and k.sub = '研判'
                  and k.counted = 1 and k.voided_on is null)
order by 3, 2
