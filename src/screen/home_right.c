/* The right column: who there is, 党费, what is due, how the ledger stands. */
#include "home_parts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/rules/dues.h"
#include "pbtui/screen/inspect_view.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

static void put_text(struct home_view *v, const struct ledger *l,
                     const char *text)
{
    home_put(v, HOME_RIGHT,
             (struct home_line){.shape = HOME_TEXT,
                                .goes = HOME_TO_BOOK,
                                .ledger = l,
                                .text = text});
}

/* In a line of their own where there are more than 积极分子: nothing is cut. */
static void put_training(struct home_view *v)
{
    const struct outlook *o = &v->outlook;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "积极分子 %d", o->activists);
    if (o->candidates > 0) {
        sb_addf(&sb, "  发展对象 %d", o->candidates);
    }
    if (o->applicants > 0) {
        sb_addf(&sb, "  申请 %d", o->applicants);
    }
    put_text(v, &ledger_people, arena_str(&v->arena, sb.s));
    sb_clear(&sb);
}

static void put_people(struct home_view *v)
{
    const struct outlook *o = &v->outlook;
    struct arena *a = &v->arena;
    bool training = o->candidates > 0 || o->applicants > 0;
    home_put_head(v, HOME_RIGHT, "党员队伍");
    if (o->more) {
        put_text(
            v, &ledger_people,
            arena_printf(a, "党员 %d 人以上，详见名册", OUTLOOK_PEOPLE_MAX));
    } else if (training) {
        put_text(v, &ledger_people,
                 arena_printf(a, "正式 %d  预备 %d", o->full, o->probation));
        put_training(v);
    } else {
        put_text(v, &ledger_people,
                 arena_printf(a, "正式 %d  预备 %d  积极分子 %d", o->full,
                              o->probation, o->activists));
    }
    put_text(v, &ledger_grp,
             arena_printf(a, "党小组 %d  流动请假 %d  失联 %d", o->groups,
                          o->away, o->lost));
}

static void put_dues_line(struct home_view *v, enum home_goes goes,
                          enum role role, const char *text)
{
    home_put(v, HOME_RIGHT,
             (struct home_line){
                 .shape = HOME_TEXT, .goes = goes, .role = role, .text = text});
}

/* Only where the branch collects. */
static void put_dues(struct home_view *v)
{
    const struct outlook_dues *d = &v->outlook.dues;
    struct arena *a = &v->arena;
    char due[32];
    char paid[32];
    if (d->month == MONTH_NONE) {
        return;
    }
    home_put_head(v, HOME_RIGHT, "党费");
    int month = d->month % 12 + 1;
    if (d->more) {
        put_dues_line(v, HOME_TO_DUES, ROLE_TEXT,
                      arena_printf(a, "%d 月%s，%d 人以上", month,
                                   d->open ? "正在收缴" : "已结账",
                                   OUTLOOK_PEOPLE_MAX));
    } else {
        put_dues_line(v, HOME_TO_DUES, ROLE_TEXT,
                      arena_printf(a, "%d 月 应交 %s  实交 %s", month,
                                   money_text(d->due, due),
                                   money_text(d->paid, paid)));
        home_put(v, HOME_RIGHT,
                 (struct home_line){.shape = HOME_BAR,
                                    .text = d->open ? "" : " 已结账",
                                    .part = d->n_paid,
                                    .whole = d->n_due});
    }
    if (d->owing[0] != '\0') {
        put_dues_line(v, HOME_TO_ARREARS, ROLE_WARN,
                      arena_printf(a, "欠两个月以上：%s", d->owing));
    }
    put_dues_line(v, HOME_TO_DUES, ROLE_TEXT,
                  arena_printf(a, "结存在手 %s", money_text(d->hand, due)));
}

static const char *kind_name(struct home_view *v, const char *code)
{
    const struct kind *k = kinds_by_code(book_kinds(v->app->book), code);
    return k == NULL ? code : k->abbr;
}

static int months_until(int day, int end)
{
    int n = 0;
    while (date_add_months(day, n + 1) <= end) {
        n++;
    }
    return n;
}

static const char *planned_text(struct home_view *v, const struct due *d)
{
    const char *on = home_month_day(&v->arena, d->day, v->year.matrix.year);
    const char *name = kind_name(v, d->about);
    return d->day < v->day
               ? arena_printf(&v->arena, "%s %s计划已过，请登记", on, name)
               : arena_printf(&v->arena, "计划 %s %s %s", on, name, d->name);
}

static const char *term_text(struct home_view *v, const struct due *d)
{
    char day[11];
    date_text(d->day, day);
    int months = months_until(v->day, d->day);
    if (d->day <= v->day) {
        return arena_printf(&v->arena, "换届 %s 已到期", day);
    }
    return months == 0
               ? arena_printf(&v->arena, "换届 %s，还有 %d 天", day,
                              d->day - v->day)
               : arena_printf(&v->arena, "换届 %s，还有 %d 个%s月", day, months,
                              date_add_months(v->day, months) < d->day ? "多"
                                                                       : "");
}

/* What is to be done about it, as far as the line goes; F1 says the rule. */
static const char *arrears_text(struct home_view *v, const struct due *d)
{
    static const char *const steps[] = {
        [DUES_FINE] = "",
        [DUES_NOTICE] = "提醒本人",
        [DUES_YELLOW] = "谈话提醒",
        [DUES_REPORT] = "报上级名单",
        [DUES_RED] = "限前最后一月",
        [DUES_LIMIT] = "支部调查处理",
    };
    return arena_printf(&v->arena, "%s 欠党费 %d 个月 %s", d->name, d->months,
                        steps[d->alarm]);
}

/* 刘晓 转正申请 12-03 到期 */
static const char *step_text(struct home_view *v, const struct due *d)
{
    struct arena *a = &v->arena;
    const char *on = home_month_day(a, d->day, v->year.matrix.year);
    if (d->opens) {
        return d->day <= v->day
                   ? arena_printf(a, "%s 可以%s了", d->name, d->what)
                   : arena_printf(a, "%s %s 起可%s", d->name, on, d->what);
    }
    return d->day == v->day
               ? arena_printf(a, "%s %s 今天到期", d->name, d->what)
               : arena_printf(a, "%s %s %s %s", d->name, d->what, on,
                              d->day < v->day ? "已过" : "到期");
}

static const char *due_text(struct home_view *v, const struct due *d)
{
    struct arena *a = &v->arena;
    int year = v->year.matrix.year;
    switch (d->kind) {
    case DUE_PROBATION:
        return arena_printf(a, "%s 预备期 %s %s", d->name,
                            home_month_day(a, d->day, year),
                            d->day <= v->day ? "已满，未转正" : "满");
    case DUE_TERM:
        return term_text(v, d);
    case DUE_ACTION:
        return arena_printf(a, "%s %s %s", d->urgent ? "过期" : "待办",
                            home_month_day(a, d->day, year), d->name);
    case DUE_PLANNED:
        return planned_text(v, d);
    case DUE_ARREARS:
        return arrears_text(v, d);
    case DUE_PIPELINE:
        return step_text(v, d);
    case DUE_ENTRY:
        return arena_printf(a, "%s %s %s：%s", d->urgent ? "过期" : "到期",
                            home_month_day(a, d->day, year), d->what, d->name);
    case DUE_COLLECT:
        return arena_printf(a, "%d 月党费还没有启动收缴", d->months % 12 + 1);
    case DUE_BIRTHDAY:
    default:
        return arena_printf(a, "政治生日 %s %s（入党 %d 年）", d->name,
                            home_month_day(a, d->day, year), d->years);
    }
}

static void point_to_arrears(struct home_line *line, const struct due *d)
{
    line->goes = HOME_TO_ARREARS;
    line->role = d->alarm >= DUES_RED      ? ROLE_ERROR
                 : d->alarm >= DUES_YELLOW ? ROLE_WARN
                                           : ROLE_TEXT;
    line->rule = d->about;
}

static void point_to_step(struct home_line *line, const struct due *d)
{
    line->goes = HOME_TO_STEP;
    line->id = d->file;
    line->step = d->step;
    line->what = d->what;
    line->role = d->alarm > 0 ? ROLE_ERROR : line->role;
    line->rule = d->about;
}

static void put_due(struct home_view *v, const struct due *d)
{
    struct home_line line = {
        .shape = HOME_TEXT,
        .goes = HOME_TO_RECORD,
        .role = d->urgent ? ROLE_WARN : ROLE_TEXT,
        .sign = d->urgent ? "!" : "·",
        .text = due_text(v, d),
        .ledger = &ledger_people,
        .id = d->id,
    };
    switch (d->kind) {
    case DUE_ARREARS:
        point_to_arrears(&line, d);
        break;
    case DUE_COLLECT:
        line.goes = HOME_TO_DUES;
        break;
    case DUE_PIPELINE:
        point_to_step(&line, d);
        break;
    case DUE_TERM:
        line.ledger = &ledger_term;
        break;
    case DUE_ACTION:
        line.goes = HOME_TO_EVENT;
        line.id = d->event;
        break;
    case DUE_PLANNED:
        line.goes = HOME_TO_EVENT;
        break;
    case DUE_ENTRY:
        line.goes = HOME_TO_ENTRY;
        line.what = d->about;
        line.rule = line.text;
        break;
    case DUE_BIRTHDAY:
        line.goes = HOME_TO_BIRTHDAY;
        line.month = month_of(d->day);
        break;
    case DUE_PROBATION:
        break;
    }
    home_put(v, HOME_RIGHT, line);
}

/* What is not named one by one. */
static void put_rest(struct home_view *v, int n, enum home_goes goes,
                     const struct ledger *l, const char *before,
                     const char *behind)
{
    if (n > 0) {
        home_put(v, HOME_RIGHT,
                 (struct home_line){.shape = HOME_TEXT,
                                    .goes = goes,
                                    .sign = "·",
                                    .ledger = l,
                                    .text = arena_printf(&v->arena, "%s %d %s",
                                                         before, n, behind)});
    }
}

static void put_all_due(struct home_view *v)
{
    const struct outlook *o = &v->outlook;
    home_put_head(v, HOME_RIGHT, "要办的事");
    for (size_t i = 0; i < o->n_due; i++) {
        put_due(v, &o->due[i]);
    }
    put_rest(v, o->more_pipeline, HOME_TO_CALENDAR, NULL, "发展党员还有",
             "项提醒");
    put_rest(v, o->more_entries, HOME_TO_REGISTERS, NULL, "事项台账还有",
             "项到期");
    put_rest(v, o->open_actions, HOME_TO_BOOK, &ledger_action, "会议决定",
             "项未办结");
    if (v->n_drafts > 0) {
        home_put(v, HOME_RIGHT,
                 (struct home_line){
                     .shape = HOME_TEXT,
                     .goes = HOME_TO_DRAFTS,
                     .role = ROLE_WARN,
                     .sign = "!",
                     .text = arena_printf(&v->arena, "草稿 %zu 份没有保存",
                                          v->n_drafts),
                 });
    }
    if (o->n_due == 0 && o->open_actions == 0 && v->n_drafts == 0) {
        home_put(v, HOME_RIGHT,
                 (struct home_line){.shape = HOME_TEXT,
                                    .role = ROLE_OK,
                                    .text = "近期没有到期的事。"});
    }
}

/* How it ended last time: to inspect at every start would cost the clerk a
   wait. */
static void put_inspect(struct home_view *v)
{
    struct inspect_last last = inspect_last(v->app);
    char day[11];
    const char *text = "迎检体检（F8）";
    if (last.day != DATE_NONE && last.n > 0) {
        text = arena_printf(&v->arena, "体检 %d 处缺漏（%s 查，F8 查看）",
                            last.n, date_text(last.day, day) + 5);
    } else if (last.day != DATE_NONE) {
        text = arena_printf(&v->arena, "体检没有缺漏（%s 查，F8 重查）",
                            date_text(last.day, day) + 5);
    }
    home_put(
        v, HOME_RIGHT,
        (struct home_line){.shape = HOME_TEXT,
                           .goes = HOME_TO_INSPECT,
                           .role = last.n_grave > 0 ? ROLE_WARN : ROLE_TEXT,
                           .text = text});
}

static void put_ledger(struct home_view *v)
{
    char text[8];
    int sealed = v->outlook.sealed_month;
    home_put_head(v, HOME_RIGHT, "账本");
    home_put(v, HOME_RIGHT,
             (struct home_line){
                 .shape = HOME_TEXT,
                 .goes = HOME_TO_BOOK,
                 .ledger = &ledger_period,
                 .text = sealed == MONTH_NONE
                             ? "没有封账的月份"
                             : arena_printf(&v->arena, "已封账到 %s",
                                            month_text(sealed, text)),
             });
    put_inspect(v);
    home_put(v, HOME_RIGHT,
             (struct home_line){.shape = HOME_TEXT,
                                .goes = HOME_TO_CHECK,
                                .text = "核对账本"});
}

void home_right(struct home_view *v)
{
    put_people(v);
    put_dues(v);
    put_all_due(v);
    put_ledger(v);
}
