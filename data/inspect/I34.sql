-- I34 名册的资料对不上
-- group = 党员名册
-- weight = 轻
-- basis = GB 11643 公民身份号码；出生日期、入党日期以人事档案为准，与身份证不一致的两者都留、写明
-- remedy = 打开这个人，照身份证和档案核对；确实不一致的，在备注里写明原因
-- note = 身份证号不合规则、与别人重复、与性别和出生日期不符；年龄、转正晚于期满等可疑的日期
select 'roster' as book, r.value ->> 'person' as id, :day as date,
       (r.value ->> 'name') || '：' || (r.value ->> 'text') as text
from json_each(:roster) r
where r.value ->> 'person' > 0
  and (r.value ->> 'code' like 'E-ID-%'
       or r.value ->> 'code' = 'E-PEOPLE-003'
       or (not r.value ->> 'blocks' and r.value ->> 'code' <> 'E-PEOPLE-006'))
