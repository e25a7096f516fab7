/* The fields of a person: one row each, read by form, list, SQL, command line,
   CSV and print.  Columns: enum, column, label, kind, flags, form page, width,
   code table or ledger, SQL of a computed one, what it sorts by, hint. */
#ifndef PBTUI_LEDGER_PEOPLE_FIELDS_H
#define PBTUI_LEDGER_PEOPLE_FIELDS_H

/* Rows of a dated table that hold on the day in view. */
#define ON_DAY(t)                                                              \
    t ".voided_on is null and " t ".from_on <= :day and (" t                   \
      ".to_on is null or " t ".to_on > :day)"

/* A letter is out and its receipt has not come back on the day in view. */
#define IN_TRANSFER_SQL                                                        \
    "m.voided_on is null and m.out_letter_on <= :day"                          \
    " and (m.out_receipt_on is null or m.out_receipt_on > :day)"               \
    " and (m.to_on is null or m.to_on > :day)"

/* The same order as enum category: the largest that has come. */
#define CATEGORY_SQL                                                           \
    "case when t.full_on <= :day then '正式党员'"                          \
    " when t.join_on <= :day then '预备党员'"                              \
    " when t.candidate_on <= :day then '发展对象'"                         \
    " when t.activist_on <= :day then '入党积极分子'"                    \
    " when t.apply_on <= :day then '入党申请人' else '群众' end"

#define CATEGORY_RANK_SQL                                                      \
    "case when t.full_on <= :day then '1' when t.join_on <= :day then '2'"     \
    " when t.candidate_on <= :day then '3'"                                    \
    " when t.activist_on <= :day then '4'"                                     \
    " when t.apply_on <= :day then '5' else '6' end"

#define GROUP_SQL                                                              \
    "select g.name from placement p join grp g on g.id = p.grp_id"             \
    " where p.person_id = t.id and " ON_DAY(                                   \
        "p") " order by p.from_on desc limit 1"

#define GROUP_ID_SQL                                                           \
    "select p.grp_id from placement p where p.person_id = t.id and " ON_DAY(   \
        "p") " order by p.from_on desc limit 1"

/* How somebody came into the branch in view, the last time. */
#define ENTRY_SQL(column)                                                      \
    "select p." column " from member p where p.person_id = t.id"               \
    " and p.branch_id = :branch and p.voided_on is null"                       \
    " order by p.from_on desc limit 1"

#define GROUP_ORDER_SQL                                                        \
    "(select printf('%06d', g.ord) from placement p"                           \
    " join grp g on g.id = p.grp_id where p.person_id = t.id and " ON_DAY(     \
        "p") " order by p.from_on desc limit 1)"

#define POSTS_SQL                                                              \
    "select group_concat(kind, ',') from (select p.kind from post p"           \
    " where p.person_id = t.id and " ON_DAY("p") " order by p.kind)"

#define AWAY_SQL                                                               \
    "select p.kind from away p where p.person_id = t.id and " ON_DAY(          \
        "p") " order by p.from_on desc limit 1"

#define BRANCH_SQL                                                             \
    "select b.name from member p join branch b on b.id = p.branch_id"          \
    " where p.person_id = t.id and " ON_DAY(                                   \
        "p") " order by p.from_on desc limit 1"

#define LETTER_SQL(column)                                                     \
    "select p." column " from member p where p.person_id = t.id"               \
    " and p.voided_on is null order by p.from_on desc limit 1"

/* Of all who were ever entered: who is still here. */
#define STATE_SQL                                                              \
    "case when t.voided_on is not null then '已作废'"                       \
    " when exists (select 1 from member p where p.person_id = t.id"            \
    " and " ON_DAY(                                                            \
        "p") ") then '在册'"                                                 \
             " when exists (select 1 from member p where p.person_id = t.id"   \
             " and p.voided_on is null and p.to_on <= :day) then '已离开'"  \
             " when t.join_on is null then '培养' else '未编入' end"

#define LAST_CONTACT_SQL                                                       \
    "select max(c.on_day) from contact c where c.person_id = t.id"             \
    " and c.reached = 1 and c.voided_on is null and c.on_day <= :day"

/* Grows with the age, as the column does: the day turned round. */
#define AGE_SORT(day) "printf('%08d', 99999999 - replace(" day ", '-', ''))"

/* What the core of the national form asks for and is not there yet. */
#define MISSING_SQL                                                            \
    "select group_concat(w, '、') from ("                                     \
    "select '性别' as w where t.sex is null union all "                      \
    "select '民族' where t.nation is null union all "                        \
    "select '出生日期' where t.birth_on is null union all "                \
    "select '身份证号' where t.idno is null union all "                    \
    "select '学历' where t.education is null union all "                     \
    "select '工作岗位' where t.job is null union all "                     \
    "select '手机' where t.phone is null union all "                         \
    "select '住址' where t.address is null union all "                       \
    "select '入党日期' where t.join_on is null union all "                 \
    "select '党小组' where exists (select 1 from grp g"                     \
    " where g.branch_id = :branch and g.voided_on is null"                     \
    " and g.closed_on is null) and not exists (select 1 from placement p"      \
    " where p.person_id = t.id and " ON_DAY("p") "))"

/* The person comes first, so that a page follows the index on person. */
#define JOIN_CURRENT                                                           \
    "cross join member m on m.person_id = t.id and m.branch_id = :branch"      \
    " and " ON_DAY("m")

#define PEOPLE_FIELDS(X)                                                       \
    X(NAME, "name", "姓名", text,                                              \
      FIELD_REQUIRED | FIELD_NOT_NULL | FIELD_SEARCHED | FIELD_NAME, 0, 16,    \
      NULL, NULL, "t.name_key", "按身份证写全名，少数民族姓名的间隔号用 ·")    \
    X(SEX, "sex", "性别", choice, FIELD_FACET, 0, 6, "sex", NULL, NULL,        \
      "空格键切换；有身份证号时自动带出")                                      \
    X(IDNO, "idno", "身份证号", idno, FIELD_NEW_ROW, 0, 20, NULL, NULL, "",    \
      "18 位（旧 15 位自动升位）；平时只显示末四位，Ctrl+R 查看并留痕")        \
    X(BIRTH, "birth_on", "出生日期", date, 0, 0, 12, NULL, NULL, NULL,         \
      "以干部人事档案为准；与身份证不一致时两者都留")                          \
    X(NATION, "nation", "民族", choice, FIELD_NEW_ROW | FIELD_FACET, 0, 12,    \
      "nation", NULL, NULL, "写全称；汉、回这样的简称会自动补全")              \
    X(EDUCATION, "education", "学历", choice, FIELD_FACET, 0, 14, "education", \
      NULL, NULL, "按最高学历填")                                              \
    X(JOB, "job", "工作岗位", choice, FIELD_NEW_ROW | FIELD_FACET, 0, 28,      \
      "job", NULL, NULL, "党内统计的岗位分类，F4 从表中选")                    \
    X(UNIT, "unit", "单位职务", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40,   \
      NULL, NULL, NULL, "工作单位及职务")                                      \
    X(PHONE, "phone", "手机", phone, FIELD_NEW_ROW, 0, 16, NULL, NULL, "",     \
      "平时打码显示，Ctrl+R 查看并留痕")                                       \
    X(TEL, "tel", "固定电话", phone, 0, 0, 16, NULL, NULL, "", NULL)           \
    X(ADDRESS, "address", "住址", text, FIELD_NEW_ROW, 0, 48, NULL, NULL,      \
      NULL, "现居住地")                                                        \
    X(JOIN, "join_on", "入党日期", date, FIELD_NEW_ROW, 0, 12, NULL, NULL,     \
      NULL, "支部大会通过接收为预备党员的日期（细则；党龄不从这天算）")        \
    X(FULL, "full_on", "转正日期", date, 0, 0, 12, NULL, NULL, NULL,           \
      "预备期满转为正式党员的日期，党龄从这天算起")                            \
    X(GRP, "grp", "党小组", link, FIELD_NEW_ONLY | FIELD_NEW_ROW, 0, 16,       \
      "groups", GROUP_ID_SQL, "", "可写“一”“二”或按 F4；以后调整请用相关记录") \
    X(IN_KIND, "in_kind", "进入方式", choice, FIELD_NEW_ONLY, 0, 16,           \
      "in_kind", ENTRY_SQL("in_kind"), "", "建账时已在册的选“初始登记”")       \
    X(FROM, "from_on", "进入日期", date, FIELD_NEW_ONLY | FIELD_NEW_ROW, 0,    \
      12, NULL, ENTRY_SQL("from_on"), "",                                      \
      "来到本支部的日期；空着按入党日期和建支部日期推定")                      \
    X(IN_FROM, "in_from", "来自", text, FIELD_NEW_ONLY, 0, 24, NULL,           \
      ENTRY_SQL("in_from"), "", "转入的写原支部全称")                          \
    X(NATIVE, "native_place", "籍贯", text, FIELD_SEARCHED, 1, 20, NULL, NULL, \
      NULL, "写到县级")                                                        \
    X(FORMER, "former_name", "曾用名", text, FIELD_SEARCHED | FIELD_NAME, 1,   \
      16, NULL, NULL, NULL, NULL)                                              \
    X(WORK, "work_on", "参加工作", date, FIELD_NEW_ROW, 1, 12, NULL, NULL,     \
      NULL, NULL)                                                              \
    X(RETIRED, "retired_on", "退休日期", date, 0, 1, 12, NULL, NULL, NULL,     \
      "从领取养老金的首月起按离退休党员交纳党费")                              \
    X(DEGREE, "degree", "学位", choice, FIELD_NEW_ROW, 1, 12, "degree", NULL,  \
      NULL, NULL)                                                              \
    X(TECH, "tech_title", "技术职务", text, 0, 1, 20, NULL, NULL, NULL,        \
      "从事专业技术职务")                                                      \
    X(POLITIC, "politic", "政治面貌", choice, FIELD_NEW_ROW, 1, 16, "politic", \
      NULL, NULL, "非党员填写")                                                \
    X(NEW_CLASS, "new_class", "新阶层", text, 0, 1, 20, NULL, NULL, NULL,      \
      "新的社会阶层类型，没有的空着")                                          \
    X(MIGRANT, "migrant_worker", "农民工", flag, FIELD_NOT_NULL, 1, 4, NULL,   \
      NULL, NULL, NULL)                                                        \
    X(HOUSEHOLD, "household", "户籍地", text, FIELD_NEW_ROW, 1, 40, NULL,      \
      NULL, NULL, NULL)                                                        \
    X(LEAGUE, "league_on", "入团日期", date, FIELD_NEW_ROW, 1, 12, NULL, NULL, \
      NULL, NULL)                                                              \
    X(APPLY, "apply_on", "申请入党", date, FIELD_NEW_ROW, 2, 12, NULL, NULL,   \
      NULL, "递交入党申请书的日期")                                            \
    X(ACTIVIST, "activist_on", "积极分子", date, 0, 2, 12, NULL, NULL, NULL,   \
      "确定为入党积极分子的日期")                                              \
    X(CANDIDATE, "candidate_on", "发展对象", date, FIELD_NEW_ROW, 2, 12, NULL, \
      NULL, NULL, "列为发展对象的日期")                                        \
    X(PROBATION, "probation_until", "延长至", date, 0, 2, 12, NULL, NULL,      \
      NULL, "延长预备期的，写延长后的期满日")                                  \
    X(JOIN_KIND, "join_kind", "入党类型", choice, FIELD_NEW_ROW, 2, 14,        \
      "join_kind", NULL, NULL, NULL)                                           \
    X(JOIN_BRANCH, "join_branch", "入党支部", text, 0, 2, 28, NULL, NULL,      \
      NULL, "入党时所在支部")                                                  \
    X(INTRODUCERS, "introducers", "入党介绍人", text, FIELD_NEW_ROW, 2, 28,    \
      NULL, NULL, NULL, "两名正式党员")                                        \
    X(ADJUST, "age_adjust", "党龄校正", count, 0, 2, 6, NULL, NULL, NULL,      \
      "按月写，减的写负数，例如 -12；依据写在备注里")                          \
    X(HOME, "home_id", "培养支部", link, FIELD_NEW_ROW, 2, 32, "branches",     \
      NULL, "", "还不是党员的人由哪个支部培养")                                \
    X(ORD, "ord", "序号", count, FIELD_NOT_NULL | FIELD_REQUIRED, 3, 6, NULL,  \
      NULL, NULL, "名册按它排列")                                              \
    X(TAGS, "tags", "标签", tags, FIELD_SEARCHED, 3, 28, NULL, NULL, NULL,     \
      "自定的词，用空格隔开，查找时可用")                                      \
    X(HEALTH, "health", "健康状况", choice, FIELD_NEW_ROW, 3, 12, "health",    \
      NULL, NULL, NULL)                                                        \
    X(HARDSHIP, "hardship", "生活困难", flag, FIELD_NOT_NULL, 3, 4, NULL,      \
      NULL, NULL, "困难党员走访慰问名单由此而来")                              \
    X(EMERGENCY, "emergency", "紧急联系", text, FIELD_NEW_ROW, 3, 28, NULL,    \
      NULL, NULL, "紧急联系人姓名、关系")                                      \
    X(ARCHIVE, "archive_at", "档案所在", text, FIELD_NEW_ROW, 3, 32, NULL,     \
      NULL, NULL, "人事档案所在单位")                                          \
    X(PHOTO, "photo", "照片", file, FIELD_NEW_ROW, 3, 40, NULL, NULL, "",      \
      "照片文件的路径，照片本身不入库")                                        \
    X(BACKGROUND, "background", "背景信息", text, FIELD_NEW_ROW, 3, 40, NULL,  \
      NULL, NULL, NULL)                                                        \
    X(NOTE, "note", "备注", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 3, 60, NULL, \
      NULL, "", NULL)                                                          \
    X(NAME_KEY, "name_key", "排序码", text, FIELD_HIDDEN | FIELD_NOT_NULL, 3,  \
      8, NULL, NULL, "", NULL)                                                 \
    X(CATEGORY, "category", "人员类别", text,                                  \
      FIELD_COMPUTED | FIELD_FACET | FIELD_SEARCHED, 0, 12, NULL,              \
      CATEGORY_SQL, CATEGORY_RANK_SQL, NULL)                                   \
    X(AGE, "age", "年龄", age, FIELD_COMPUTED, 0, 4, NULL, "t.birth_on",       \
      AGE_SORT("t.birth_on"), NULL)                                            \
    X(STANDING, "party_years", "党龄", party_years, FIELD_COMPUTED, 0, 4,      \
      NULL, "t.full_on || ' ' || coalesce(t.age_adjust, 0)",                   \
      AGE_SORT("t.full_on"), NULL)                                             \
    X(STATE, "state", "现状", text, FIELD_COMPUTED | FIELD_FACET, 0, 8, NULL,  \
      STATE_SQL, NULL, NULL)                                                   \
    X(GRP_NOW, "grp_now", "所在小组", text,                                    \
      FIELD_COMPUTED | FIELD_FACET | FIELD_SEARCHED, 0, 12, NULL, GROUP_SQL,   \
      GROUP_ORDER_SQL, NULL)                                                   \
    X(POSTS, "posts", "党内职务", choices, FIELD_COMPUTED | FIELD_SEARCHED, 0, \
      16, "post", POSTS_SQL, NULL, NULL)                                       \
    X(AWAY, "away", "去向", choice, FIELD_COMPUTED | FIELD_FACET, 0, 8,        \
      "away_kind", AWAY_SQL, NULL, NULL)                                       \
    X(BRANCH, "branch", "所在党支部", text, FIELD_COMPUTED, 0, 24, NULL,       \
      BRANCH_SQL, NULL, NULL)                                                  \
    X(OUT_KIND, "out_kind", "离开方式", choice, FIELD_COMPUTED | FIELD_FACET,  \
      0, 12, "out_kind", LETTER_SQL("out_kind"), NULL, NULL)                   \
    X(OUT_TO, "out_to", "去往", text, FIELD_COMPUTED, 0, 20, NULL,             \
      LETTER_SQL("out_to"), NULL, NULL)                                        \
    X(OUT_LETTER_ON, "out_letter_on", "开信日期", text, FIELD_COMPUTED, 0, 10, \
      NULL, LETTER_SQL("out_letter_on"), NULL, NULL)                           \
    X(OUT_VALID, "out_valid_to", "有效期至", text, FIELD_COMPUTED, 0, 10,      \
      NULL, LETTER_SQL("out_valid_to"), NULL, NULL)                            \
    X(LEFT, "left_on", "离开日期", text, FIELD_COMPUTED, 0, 10, NULL,          \
      LETTER_SQL("to_on"), NULL, NULL)                                         \
    X(BIRTHDAY, "party_birthday", "政治生日", birthday, FIELD_COMPUTED, 0, 10, \
      NULL, "t.join_on", "substr(t.join_on, 6)", NULL)                         \
    X(JOINED_YEARS, "joined_years", "入党年数", age, FIELD_COMPUTED, 0, 4,     \
      NULL, "t.join_on", AGE_SORT("t.join_on"), NULL)                          \
    X(LAST_CONTACT, "last_contact", "最近联系", text, FIELD_COMPUTED, 0, 10,   \
      NULL, LAST_CONTACT_SQL, NULL, NULL)                                      \
    X(LOST_ON, "lost_on", "失联起算", lost, FIELD_COMPUTED, 0, 10, NULL,       \
      LAST_CONTACT_SQL, NULL, NULL)                                            \
    X(MISSING, "missing", "缺少", text, FIELD_COMPUTED, 0, 40, NULL,           \
      MISSING_SQL, NULL, NULL)

enum people_field {
#define X(id, ...) PEOPLE_##id,
    PEOPLE_FIELDS(X)
#undef X
};

#endif
