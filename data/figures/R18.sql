-- R18 主题教育各类次数
-- group = 思想建设
-- counts = 登记日期
-- value = 各类合计 | count | 次
-- value = 活动 | distinct event | 场
-- value = 到会 | sum people | 人次
-- value = 调研 | count sort=调研 | 次
-- value = 问题 | count sort=问题 | 条
-- value = 心得体会 | count sort=心得体会 | 篇
-- value = 办实事 | count sort=办实事 | 件
-- adds = yes
-- part = sort 按种类
-- part = campaign 按主题活动
-- note = 记着主题活动名称的会议和活动；一场活动按几类各算一次，人次只算一回
select 'events' as book, e.id, k.on_day as date,
       coalesce(k.title, e.title, '（没有写主题）') as text,
       e.campaign, e.id as event,
       iif(k.id = (select min(y.id) from event_kind y where y.event_id = e.id
                   and y.counted = 1 and y.voided_on is null),
           e.n_present + e.n_online, 0) as people,
       case k.kind when 'branch.meeting' then '党员大会'
            when 'committee.meeting' then '支委会'
            when 'group.meeting' then '党小组会' when 'lecture' then '党课'
            when 'themeday' then '主题党日' when 'life.branch' then '组织生活会'
            when 'life.leaders' then '民主生活会' when 'review' then '民主评议'
            when 'centre.study' then '中心组学习'
            when 'first.topic' then '第一议题' when 'study' then '集中学习'
            when 'seminar' then '专题研讨' when 'coaching' then '专题辅导'
            when 'broadcast' then '集中收看' when 'contest' then '竞赛研讨'
            when 'party.building' then '党建专题会'
            when 'ideology' then '意识形态' when 'integrity' then '廉政教育'
            when 'training' then '培训班' when 'volunteer' then '志愿服务'
            when 'visit' then '走访调研' when 'redsite' then '红色教育'
            else '其他活动' end as sort
from event_kind k join event e on e.id = k.event_id
where k.branch_id = :branch and k.voided_on is null and k.counted = 1
  and e.campaign is not null and k.on_day between :from and :to
union all
select 'essays', t.id, t.on_day, t.title, c.title, null, 0, '心得体会'
from r_essays t join r_campaigns c on c.id = t.campaign_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'researches', t.id, t.on_day, t.topic, c.title, null, 0, '调研'
from r_researches t join r_campaigns c on c.id = t.campaign_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'good_deeds', t.id, t.on_day, t.title, c.title, null, 0, '办实事'
from r_good_deeds t join r_campaigns c on c.id = t.campaign_id
where t.branch_id = :branch and t.voided_on is null
  and t.on_day between :from and :to
union all
select 'problems', t.id, t.on_day, t.title, coalesce(c.title, '主题教育'),
       null, 0, '问题'
from r_problems t left join r_campaigns c on c.id = t.campaign_id
where t.branch_id = :branch and t.voided_on is null
  and (t.source = '主题教育' or c.id is not null)
  and t.on_day between :from and :to
order by 3, 1, 2
