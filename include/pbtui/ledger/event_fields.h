/* The fields of an event and of its parts, one row each: enum, column, label,
   kind, flags, form page, width, code table or ledger, hint.  The enums are
   for everybody who reads a meeting; the arrays are made in ledger/event*.c. */
#ifndef PBTUI_LEDGER_EVENT_FIELDS_H
#define PBTUI_LEDGER_EVENT_FIELDS_H

#define EVENT_NEEDED (FIELD_REQUIRED | FIELD_NOT_NULL)
#define EVENT_MADE   (FIELD_HIDDEN | FIELD_NOT_NULL)

#define EVENT_FIELDS(X)                                                        \
    X(KIND, "kind", "类型", event_kind, EVENT_NEEDED | FIELD_FACET, 0, 18,     \
      NULL, "写名称、简称或拼音首字母，按 F4 选", NULL)                        \
    X(GRP, "grp_id", "党小组", link, FIELD_FACET, 0, 14, "groups",             \
      "党小组会、小组活动要写是哪个组", NULL)                                  \
    X(ON, "on_day", "日期", date, EVENT_NEEDED | FIELD_NEW_ROW, 0, 12, NULL,   \
      "开会那天；晚登记的自动记为补登", NULL)                                  \
    X(TIME_FROM, "time_from", "起", time, 0, 0, 6, NULL, "例如 1430", NULL)    \
    X(TIME_TO, "time_to", "止", time, 0, 0, 6, NULL, "散会的时间", NULL)       \
    X(PLACE, "place", "地点", text, FIELD_SEARCHED, 0, 24, NULL, NULL, NULL)   \
    X(HOST, "host_id", "主持人", person, FIELD_NEW_ROW | FIELD_SEARCHED, 0,    \
      14, "roster", "书记召集并主持；委托别人的写明受委托", NULL)              \
    X(HOST_NOTE, "host_note", "主持说明", text, 0, 0, 20, NULL,                \
      "受谁委托，或上级、外单位的主持人", NULL)                                \
    X(RECORDER, "recorder_id", "记录人", person, 0, 0, 14, "roster", NULL,     \
      NULL)                                                                    \
    X(GUESTS, "guests", "列席", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40,   \
      NULL, "姓名和单位；列席的不计入应到", NULL)                              \
    X(TITLE, "title", "主题", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 48,     \
      NULL, NULL, NULL)                                                        \
    X(MINUTES, "minutes", "内容", memo, FIELD_NEW_ROW, 0, 60, NULL,            \
      "F5 插入提纲；每个人的发言要点、不同意见都要记", "")                     \
    X(DISSENT, "dissent", "不同意见", long, FIELD_NEW_ROW, 0, 48, NULL,        \
      "不同意见应如实记录，没有的写“无”", "")                                  \
    X(STATE, "state", "状态", choice, EVENT_NEEDED | FIELD_FACET, 1, 10,       \
      "event_state", "没开成的写流会或取消，并写原因", NULL)                   \
    X(STATE_REASON, "state_reason", "原因", text, 0, 1, 40, NULL,              \
      "流会、取消的原因", NULL)                                                \
    X(FOR_YEAR, "for_year", "所属年度", year, EVENT_NEEDED | FIELD_NEW_ROW, 1, \
      6, NULL, "组织生活会、民主评议等按所属年度计，可与开会日期不同年", NULL) \
    X(CAMPAIGN, "campaign", "专题", text,                                      \
      FIELD_NEW_ROW | FIELD_SEARCHED | FIELD_FACET, 1, 30, NULL,               \
      "所属的专题教育、活动，例如：主题教育", NULL)                            \
    X(NOTE, "note", "备注", long, FIELD_NEW_ROW, 1, 48, NULL, NULL, "")        \
    X(BRANCH, "branch_id", "党支部", link, EVENT_MADE, 1, 30, "branches",      \
      NULL, "")                                                                \
    X(ENTERED, "entered_on", "登记日期", date, EVENT_MADE, 1, 12, NULL, NULL,  \
      NULL)                                                                    \
    X(DUE, "n_due", "应到", count, EVENT_MADE, 1, 4, NULL, NULL, NULL)         \
    X(PRESENT, "n_present", "出席", count, EVENT_MADE, 1, 4, NULL, NULL, NULL) \
    X(ONLINE, "n_online", "线上", count, EVENT_MADE, 1, 4, NULL, NULL, NULL)   \
    X(LEAVE, "n_leave", "请假", count, EVENT_MADE, 1, 4, NULL, NULL, NULL)     \
    X(ABSENT, "n_absent", "缺席", count, EVENT_MADE, 1, 4, NULL, NULL, NULL)   \
    X(VALID, "valid", "有效", flag, EVENT_MADE, 1, 4, NULL, NULL, NULL)        \
    X(ALSO, "also", "同时记为", text, FIELD_NEW_ONLY, 0, 30, NULL,             \
      "几种用空格隔开", "")                                                    \
    X(TOPIC, "topic", "议题", long, FIELD_NEW_ONLY, 0, 48, NULL,               \
      "几项用分号隔开", "")                                                    \
    X(RESOLUTION, "resolution", "决议", long, FIELD_NEW_ONLY, 0, 48, NULL,     \
      NULL, "")                                                                \
    X(LEAD, "lead", "授课人", person, FIELD_NEW_ONLY, 0, 14, "roster",         \
      "党课的授课人、学习的领学人", "")                                        \
    X(AWAY, "away", "未到", long, FIELD_NEW_ONLY, 0, 48, NULL,                 \
      "例如：赵敏=请假:因公出差；周立=缺席", "")

enum event_field {
#define X(id, ...) EVENT_##id,
    EVENT_FIELDS(X)
#undef X
        EVENT_KINDS, /* computed ones, in ledger/event.c */
    EVENT_NO,
    EVENT_ABOUT,
    EVENT_CAME,
    EVENT_LATE,
    EVENT_N_FIELDS
};

#define EVENT_KIND_FIELDS(X)                                                   \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(ORD, "ord", "次序", count, EVENT_MADE, 0, 4, NULL, NULL, NULL)           \
    X(KIND, "kind", "类型", event_kind, EVENT_NEEDED, 0, 18, NULL, NULL, NULL) \
    X(SUB, "sub", "细类", text, 0, 0, 12, NULL, NULL, NULL)                    \
    X(NO, "no", "第几次", count, 0, 0, 4, NULL, NULL, NULL)                    \
    X(TITLE, "title", "题目", text, FIELD_SEARCHED, 0, 40, NULL, NULL, NULL)   \
    X(LEAD, "lead_id", "主讲", person, FIELD_SEARCHED, 0, 14, "roster", NULL,  \
      NULL)                                                                    \
    X(LEAD_OUT, "lead_out", "外请主讲", text, FIELD_SEARCHED, 0, 24, NULL,     \
      "姓名、单位、职务", NULL)                                                \
    X(FORM, "form", "形式", text, 0, 0, 20, NULL, NULL, NULL)                  \
    X(BASE, "base", "基地", text, FIELD_SEARCHED, 0, 24, NULL, NULL, NULL)     \
    X(READINGS, "readings", "篇目", long, FIELD_SEARCHED, 0, 48, NULL, NULL,   \
      "")                                                                      \
    X(BOXES, "boxes", "勾选", ticks, 0, 0, 40, NULL, NULL, "")                 \
    X(HOURS, "hours", "学时", hours, 0, 0, 6, NULL, "写小时数，例如 1.5",      \
      NULL)                                                                    \
    X(EXTRA, "extra", "其他", long, 0, 0, 48, NULL, NULL, "")                  \
    X(BRANCH, "branch_id", "党支部", link, EVENT_MADE, 0, 30, "branches",      \
      NULL, "")                                                                \
    X(GRP, "grp_id", "党小组", link, FIELD_HIDDEN, 0, 14, "groups", NULL, "")  \
    X(ON, "on_day", "日期", date, EVENT_MADE, 0, 12, NULL, NULL, NULL)         \
    X(FOR_YEAR, "for_year", "所属年度", year, EVENT_MADE, 0, 6, NULL, NULL,    \
      NULL)                                                                    \
    X(COUNTED, "counted", "计数", flag, EVENT_MADE, 0, 4, NULL, NULL, NULL)    \
    X(LATE, "late", "补登", flag, EVENT_MADE, 0, 4, NULL, NULL, NULL)

enum event_kind_field {
#define X(id, ...) EK_##id,
    EVENT_KIND_FIELDS(X)
#undef X
};

#define ATTEND_FIELDS(X)                                                       \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(PERSON, "person_id", "姓名", person, EVENT_NEEDED | FIELD_SEARCHED, 0,   \
      14, "roster", NULL, NULL)                                                \
    X(STATE, "state", "到会", choice, EVENT_NEEDED | FIELD_FACET, 0, 10,       \
      "attend_state", NULL, NULL)                                              \
    X(REASON, "reason", "原因", choice, FIELD_NEW_ROW | FIELD_FACET, 0, 18,    \
      "absence_reason", "请假、缺席都要写原因", NULL)                          \
    X(REASON_TEXT, "reason_text", "说明", text, 0, 0, 30, NULL, NULL, NULL)    \
    X(VOTE, "vote", "表决权", flag, EVENT_MADE, 0, 4, NULL, NULL, NULL)        \
    X(LEADER, "leader", "双重", flag, EVENT_MADE, 0, 4, NULL, NULL, NULL)      \
    X(MAKEUP_ON, "makeup_on", "补学日期", date, FIELD_NEW_ROW, 0, 12, NULL,    \
      NULL, NULL)                                                              \
    X(MAKEUP_FORM, "makeup_form", "补学形式", choice, 0, 0, 12, "makeup_form", \
      NULL, NULL)                                                              \
    X(MAKEUP_BY, "makeup_by", "补学人员", text, 0, 0, 20, NULL,                \
      "由谁补课、送学：拼音首字母、姓名，或 F4", NULL)

enum attend_field {
#define X(id, ...) ATTEND_##id,
    ATTEND_FIELDS(X)
#undef X
};

#define AGENDA_FIELDS(X)                                                       \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(ORD, "ord", "次序", count, EVENT_MADE, 0, 4, NULL, NULL, NULL)           \
    X(TOPIC, "topic", "议题", long, EVENT_NEEDED | FIELD_SEARCHED, 0, 48,      \
      NULL, NULL, "")                                                          \
    X(FROM_ACTION, "from_action", "承接", count, FIELD_HIDDEN, 0, 6, NULL,     \
      NULL, "")                                                                \
    X(SUBJECT, "subject_id", "对象", person, FIELD_NEW_ROW, 0, 14, "roster",   \
      "讨论的是谁，例如拟接收的预备党员", NULL)                                \
    X(DISCUSSION, "discussion", "讨论", memo, FIELD_NEW_ROW, 0, 60, NULL,      \
      NULL, "")                                                                \
    X(DISSENT, "dissent", "不同意见", long, FIELD_NEW_ROW, 0, 48, NULL, NULL,  \
      "")                                                                      \
    X(RESOLUTION, "resolution", "决议", long, FIELD_NEW_ROW | FIELD_SEARCHED,  \
      0, 48, NULL, NULL, "")                                                   \
    X(VOTE_RULE, "vote_rule", "表决事项", vote_rule, FIELD_NEW_ROW, 0, 18,     \
      NULL, "不表决的空着", NULL)                                              \
    X(VOTE_WAY, "vote_way", "表决方式", choice, 0, 0, 14, "vote_way", NULL,    \
      NULL)                                                                    \
    X(ENTITLED, "entitled", "应到有表决权", count, FIELD_NEW_ROW, 0, 5, NULL,  \
      NULL, NULL)                                                              \
    X(PRESENT, "present", "实到有表决权", count, 0, 0, 5, NULL, NULL, NULL)    \
    X(WRITTEN_YES, "written_yes", "书面赞成", count, FIELD_NEW_ROW, 0, 5,      \
      NULL, "会前送达支部的正式书面意见", NULL)                                \
    X(WRITTEN_NO, "written_no", "书面反对", count, 0, 0, 5, NULL, NULL, NULL)  \
    X(WRITTEN_ABSTAIN, "written_abstain", "书面弃权", count, 0, 0, 5, NULL,    \
      NULL, NULL)                                                              \
    X(ISSUED, "issued", "发出票", count, FIELD_NEW_ROW, 0, 5, NULL, NULL,      \
      NULL)                                                                    \
    X(RETURNED, "returned", "收回票", count, 0, 0, 5, NULL, NULL, NULL)        \
    X(YES, "yes", "赞成", count, FIELD_NEW_ROW, 0, 5, NULL, NULL, NULL)        \
    X(NO, "no", "反对", count, 0, 0, 5, NULL, NULL, NULL)                      \
    X(ABSTAIN, "abstain", "弃权", count, 0, 0, 5, NULL, NULL, NULL)            \
    X(SPOILED, "spoiled", "废票", count, 0, 0, 5, NULL, NULL, NULL)            \
    X(VERDICT, "verdict", "结果", choice, FIELD_HIDDEN | FIELD_FACET, 0, 12,   \
      "vote_verdict", NULL, NULL)

enum agenda_field {
#define X(id, ...) AGENDA_##id,
    AGENDA_FIELDS(X)
#undef X
};

#define POINT_FIELDS(X)                                                        \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(AGENDA, "agenda_id", "议题", link, 0, 0, 30, "topics", NULL, "")         \
    X(ORD, "ord", "次序", count, EVENT_MADE, 0, 4, NULL, NULL, NULL)           \
    X(PERSON, "person_id", "发言人", person, FIELD_NEW_ROW | FIELD_SEARCHED,   \
      0, 14, "roster", NULL, NULL)                                             \
    X(SPEAKER, "speaker", "列席发言人", text, FIELD_SEARCHED, 0, 20, NULL,     \
      NULL, NULL)                                                              \
    X(TEXT, "text", "发言要点", long, EVENT_NEEDED | FIELD_NEW_ROW, 0, 60,     \
      NULL, NULL, "")                                                          \
    X(DIFFERS, "differs", "不同意见", flag, FIELD_NOT_NULL, 0, 4, NULL, NULL,  \
      NULL)

enum point_field {
#define X(id, ...) POINT_##id,
    POINT_FIELDS(X)
#undef X
};

#define ACTION_FIELDS(X)                                                       \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(AGENDA, "agenda_id", "议题", link, 0, 0, 30, "topics", NULL, "")         \
    X(BRANCH, "branch_id", "党支部", link, EVENT_MADE, 0, 30, "branches",      \
      NULL, "")                                                                \
    X(ORD, "ord", "次序", count, EVENT_MADE, 0, 4, NULL, NULL, NULL)           \
    X(TEXT, "text", "待办", long, EVENT_NEEDED | FIELD_SEARCHED, 0, 48, NULL,  \
      "要做的事", "")                                                          \
    X(OWNER, "owner_id", "责任人", person, FIELD_NEW_ROW | FIELD_SEARCHED, 0,  \
      14, "roster", NULL, NULL)                                                \
    X(OWNER_TEXT, "owner_text", "责任单位", text, FIELD_SEARCHED, 0, 20, NULL, \
      NULL, NULL)                                                              \
    X(DUE, "due_on", "时限", date, FIELD_NEW_ROW, 0, 12, NULL, "哪天以前办完", \
      NULL)                                                                    \
    X(DONE, "done_on", "办结日期", date, 0, 0, 12, NULL,                       \
      "报告办结的那天；没办完的空着", NULL)                                    \
    X(DONE_NOTE, "done_note", "办理情况", long, FIELD_NEW_ROW, 0, 48, NULL,    \
      NULL, "")

enum action_field {
#define X(id, ...) ACTION_##id,
    ACTION_FIELDS(X)
#undef X
};

#define ATTACHMENT_FIELDS(X)                                                   \
    X(EVENT, "event_id", "会议", link, EVENT_NEEDED | FIELD_PARENT, 0, 20,     \
      "events", NULL, NULL)                                                    \
    X(KIND, "kind", "种类", choice, EVENT_NEEDED, 0, 12, "attachment_kind",    \
      NULL, NULL)                                                              \
    X(NAME, "name", "文件名", text, EVENT_NEEDED | FIELD_SEARCHED, 0, 40,      \
      NULL, NULL, NULL)                                                        \
    X(HASH, "hash", "校验码", text, EVENT_MADE, 0, 64, NULL, NULL, NULL)       \
    X(BYTES, "bytes", "字节数", count, EVENT_MADE, 0, 10, NULL, NULL, NULL)    \
    X(NOTE, "note", "说明", text, FIELD_NEW_ROW, 0, 40, NULL, NULL, NULL)

enum attachment_field {
#define X(id, ...) ATTACHMENT_##id,
    ATTACHMENT_FIELDS(X)
#undef X
};

#endif
