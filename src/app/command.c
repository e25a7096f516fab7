/* The table of commands, and the help that is written from it. */
#include "pbtui/app/command.h"

#include <string.h>

#include "cmds.h"
#include "near.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define PAGE_COLS 80

#define FORMATS OPT_FORMAT, OPT_OUTPUT, OPT_FORCE, OPT_ENCODING
#define REVEALS OPT_REVEAL, OPT_REASON
#define PERIODS OPT_MONTH, OPT_QUARTER, OPT_HALF, OPT_YEAR, OPT_FROM, OPT_TO

/* Every command knows these as well. */
#define COMMON OPT_DB, OPT_READONLY, OPT_HELP, OPT_COUNT
#define OPTIONS(...)                                                           \
    (const enum cli_option_id[])                                               \
    {                                                                          \
        __VA_ARGS__, COMMON                                                    \
    }
#define NO_OPTIONS                                                             \
    (const enum cli_option_id[])                                               \
    {                                                                          \
        COMMON                                                                 \
    }

const enum cli_option_id cli_global_options[] = {
    OPT_DB, OPT_READONLY, OPT_VERSION, OPT_HELP, OPT_COUNT};

const struct cli_command cli_commands[] = {
    {"init", "", "新建一个账本，登记党支部和党小组；已有的账本决不覆盖。",
     "pbtui init --org 中共示例县商务局支部委员会 --founded 2015-06-01 --groups 2",
     OPTIONS(OPT_ORG, OPT_FOUNDED, OPT_COMMITTEE, OPT_NO_COMMITTEE, OPT_GROUPS),
     0, 0, cmd_init},
    {"demo", "[FILE]",
     "写一个示例支部并打开看看；没有终端时只说它在哪里，已经写过就用原来那个。",
     "pbtui demo", NO_OPTIONS, 0, 1, cmd_demo},
    {"list", "[BOOK]", "列出一本台账的记录，可按栏目、时间、文字挑选。",
     "pbtui list roster --find zs --as-of 2026-06-30",
     OPTIONS(OPT_BOOKS, OPT_VIEW, OPT_KIND, OPT_FIND, PERIODS, OPT_AS_OF,
             OPT_BRANCH, OPT_ALL_BRANCHES, OPT_SORT, FORMATS, REVEALS),
     0, 1, cmd_list},
    {"export", "BOOK",
     "把一本台账写成电子表格（.xlsx 或 .csv），填写的各项一项一列，改好后可以用 "
     "import 导回来；--template 是一张空表。不写 -o 就写到当前文件夹。",
     "pbtui export roster -o 名册.xlsx",
     OPTIONS(OPT_TEMPLATE, OPT_IDS, OPT_ENCODING, OPT_VIEW, OPT_KIND, OPT_FIND,
             PERIODS, OPT_AS_OF, OPT_BRANCH, OPT_OUTPUT, OPT_FORCE, REVEALS),
     1, 1, cmd_export},
    {"show", "BOOK ID", "显示一条记录的全部内容；ID 是编号，名册里也可写姓名。",
     "pbtui show roster 张三", OPTIONS(OPT_AS_OF, OPT_BRANCH, FORMATS, REVEALS),
     2, 2, cmd_show},
    {"find", "[WORD …]",
     "在全部记录里查找：会议和活动的题目、记录、议题、决议、发言、待办，谈话，"
     "计划，发展党员档案，各本台账的登记，和名册里的人。词都要有；“引号”里照原话；@姓名 是和这个人有关的；"
     "类型：党课、状态：计划、2026-03 这样的时间也行；不要的词写成 －词，"
     "或者放在 -- 后面写 -词。",
     "pbtui find 张三 积极分子 --year 2026",
     OPTIONS(PERIODS, OPT_BRANCH, FORMATS), 0, -1, cmd_find},
    {"add", "BOOK FIELD=VALUE …",
     "登记一条记录，核对、留痕、撤销都与屏幕上一样；FIELD 写英文列名或中文名称；"
     "证件号和电话写“=-”，从标准输入读，不留在命令行里。",
     "pbtui add roster 姓名=张三 出生日期=1980-02-03 入党日期=2005-07-01",
     OPTIONS(OPT_BRANCH, OPT_REASON), 2, -1, cmd_add},
    {"set", "BOOK ID FIELD=VALUE …",
     "修改一条记录；等号后面空着就是清除这一项。",
     "pbtui set roster 张三 单位职务=局办公室主任",
     OPTIONS(OPT_BRANCH, OPT_REASON), 3, -1, cmd_set},
    {"void", "BOOK ID", "作废一条登记错的记录，要写原因；作废的仍可查。",
     "pbtui void honours 3 --reason 重复登记", OPTIONS(OPT_BRANCH, OPT_REASON),
     2, 2, cmd_void},
    {"undo", "", "撤销最近一次保存，并说出撤销的是什么。", "pbtui undo --list",
     OPTIONS(OPT_LIST, FORMATS), 0, 0, cmd_undo},
    {"redo", "", "重做刚刚撤销的那一次保存。", "pbtui redo", NO_OPTIONS, 0, 0,
     cmd_redo},
    {"roll", "EVENT-ID [NAME=STATE[:REASON] …]",
     "一次会议的到会情况；写了姓名的就改：出席、线上、请假、缺席，请假写原因。",
     "pbtui roll 12 赵敏=请假:因公出差 周立=缺席", OPTIONS(OPT_BRANCH, FORMATS),
     1, -1, cmd_roll},
    {"collect", "YYYY-MM [NAME=AMOUNT …]",
     "党费：不写别的就列出这个月谁该交多少、交了没有，还有人没交时状态为 1。"
     "写了姓名就收款：姓名后面不写金额（或写 =全）按所欠的收，"
     "周立=49.80@2026-09 收别的月份，赵敏=300@2026-09..2026-11 分到几个月；"
     "收款时这个月没有启动的自动启动。一次写的各人是一次改动，一起撤销。",
     "pbtui collect 2026-11 周立=49.80@2026-08 --method 转账 --on 2026-11-20",
     OPTIONS(OPT_ALL_DUE, OPT_ON, OPT_METHOD, OPT_BY, OPT_PROOF, OPT_REASON,
             OPT_LARGE, OPT_DELAY, OPT_REFRESH, OPT_POST, OPT_CASH, OPT_NOTES,
             OPT_CLOSE, OPT_BRANCH, FORMATS),
     1, -1, cmd_collect},
    {"step", "PERSON [N] [FIELD=VALUE …]",
     "发展党员：不写步骤就列出二十五步，现在到哪一步、下一步最早哪一天、还缺什么。"
     "写了步骤号就列出这一步要填什么、还缺什么；再写 --on 或 FIELD=VALUE 就登记"
     "这一步，不合规定的说明是哪一条；contact=姓名、introducer=姓名"
     "（外单位党员写 外单位:姓名）、paper=材料、notice=起..止 连同这一步一起登记；第 6、21 步"
     "登记一次记载（kind=半年考察）。登记带来的变动（入党日期、组织关系…）一起"
     "保存，一起撤销。",
     "pbtui step 陈方 4 --on 2026-11-28 number=商机党〔2026〕9号",
     OPTIONS(OPT_ON, OPT_REASON, OPT_BACK, OPT_AGAIN, OPT_END, OPT_REOPEN,
             OPT_AUDIT, OPT_BRANCH, OPT_AS_OF, FORMATS),
     1, -1, cmd_step},
    {"seal", "YYYY-MM",
     "封账：这个月的会议、活动和谈话不能再改，并印出封账时的校验码。",
     "pbtui seal 2026-10", OPTIONS(OPT_BRANCH), 1, 1, cmd_seal},
    {"unseal", "YYYY-MM",
     "启封最近封的那个月，要写原因和第二人；每次启封都留在账本里。",
     "pbtui unseal 2026-10 --reason 漏记主题党日 --second 李敏",
     OPTIONS(OPT_BRANCH, OPT_REASON, OPT_SECOND), 1, 1, cmd_unseal},
    {"duties", "",
     "三会一课达标表：一年十二个月，或一个月里应办的；有缺的时状态为 1。",
     "pbtui duties --year 2026",
     OPTIONS(OPT_MONTH, OPT_YEAR, OPT_AS_OF, OPT_BRANCH, OPT_ALL_BRANCHES,
             FORMATS),
     0, 0, cmd_duties},
    {"rates", "",
     "出勤统计：每个人的应到、出席、补学和出勤率；--absent 列出没到的人，"
     "待补学的在前。不写时间是今年。",
     "pbtui rates --year 2026 --kind 三会一课",
     OPTIONS(PERIODS, OPT_KIND, OPT_ABSENT, OPT_AS_OF, OPT_BRANCH, FORMATS), 0,
     0, cmd_rates},
    {"import", "[BOOK FILE]",
     "把表格（.xlsx、.csv）里的行导入台账：全部写进去，或者一行也不写；与账本不"
     "同的不改，除非写 --take。有不能导入的行，或有与账本不同的，状态为 1。",
     "pbtui import roster 名册.xlsx --dry-run",
     OPTIONS(OPT_DRY_RUN, OPT_MAP, OPT_ENCODING, OPT_SHEET, OPT_TAKE,
             OPT_SKIP_BAD, OPT_BAD, OPT_LIST, OPT_UNDO, OPT_BRANCH, OPT_REASON,
             FORMATS),
     0, 2, cmd_import},
    {"figures", "[R21]",
     "年终数字：各是多少、上年同期多少；写明一个就列出它的分项，加 --rows 列出"
     "它的依据。不写时间是今年。",
     "pbtui figures R56 --year 2026 --rows",
     OPTIONS(PERIODS, OPT_ROWS, OPT_AS_OF, OPT_BRANCH, OPT_ALL_BRANCHES,
             FORMATS),
     0, 1, cmd_figures},
    {"report", "[OUTLINE]",
     "报告：把提纲里的空用年终数字填好；--rows 在每个数字后面注明依据。"
     "有空没填上时状态为 1。--list 列出有哪些提纲。",
     "pbtui report annual-summary --year 2026 -o 总结.pdf",
     OPTIONS(OPT_LIST, PERIODS, OPT_ROWS, OPT_AS_OF, OPT_BRANCH, OPT_OUTPUT,
             OPT_FORCE),
     0, 1, cmd_report},
    {"print", "[FORM] [ID …]",
     "打印表格和装订台账：写到文件（.pdf、.txt）、交给打印机，或者显示在屏幕上；"
     "内容没有变的再印，还是原来那一次印发的页面。--list 列出有哪些表格。",
     "pbtui print month --month 2026-10 -o 十月台账.pdf",
     OPTIONS(OPT_LIST, PERIODS, OPT_KIND, OPT_AS_OF, OPT_BRANCH, FORMATS,
             OPT_PRINTER, OPT_COPIES, OPT_DUPLEX, OPT_PAGES, OPT_AS_ISSUED,
             OPT_EDITION),
     0, -1, cmd_print},
    {"inspect", "[RULE]",
     "迎检体检：哪些地方不合规定或者不齐全，各是哪条规则、在哪里、怎么改；有一处"
     "时状态为 1。RULE 可以是规则的编号、名称、类别，或一本台账；不写时间是今年。"
     "--list 列出有哪些规则。",
     "pbtui inspect 组织生活 --year 2026",
     OPTIONS(OPT_LIST, PERIODS, OPT_AS_OF, OPT_BRANCH, FORMATS), 0, 1,
     cmd_inspect},
    {"compare", "FILE [NAME …]",
     "与平台比对：上级平台导出的党员名册（xlsx 或 csv）和本账这一天的名册，谁只在"
     "一边，哪几项不一样；写了姓名就只处理这几个人的。--accept 采用平台的内容，"
     "--ignore 以后不再列出，--back 取消忽略；--headcount 核对人数。有没处理的，"
     "状态为 1。",
     "pbtui compare 平台名册.xlsx --accept phone,address",
     OPTIONS(OPT_SHEET, OPT_ENCODING, OPT_MAP, OPT_ACCEPT, OPT_IGNORE, OPT_BACK,
             OPT_HEADCOUNT, OPT_REASON, OPT_AS_OF, OPT_BRANCH, FORMATS),
     1, -1, cmd_compare},
    {"upload", "[SHEET] [ID …]",
     "平台录入单：不写 SHEET 列出各张录入单还有几条没有录进上级平台；写了就显示"
     "下一条（或这几条编号的第一条）要录的内容，按平台的栏目和次序，长文可直接粘贴；"
     "--list 列出全部记录。录好以后写 --done 打勾，写时间可以一起打；打错的用 --back。"
     "有没录的、有超过字数的，状态为 1。",
     "pbtui upload life 12 --done",
     OPTIONS(OPT_DONE, OPT_BACK, OPT_LIST, OPT_ON, PERIODS, OPT_AS_OF,
             OPT_BRANCH, FORMATS, REVEALS),
     0, -1, cmd_upload},
    {"check", "",
     "核对账本：文件、审计链、每一行与审计是否一致；有差异时状态为 1。",
     "pbtui check --anchor 7K3M-Q9TD-XW20-4HBN-C@1842", OPTIONS(OPT_ANCHOR), 0,
     0, cmd_check},
    {"backup", "[FILE]",
     "做一份核对过的备份；不写 FILE 就放在账本旁边，名字带当天日期。",
     "pbtui backup /media/usb/党支部备份.db", NO_OPTIONS, 0, 1, cmd_backup},
    {"keys", "", "列出屏幕上的命令和按键（已按您的设置改过）。", "pbtui keys",
     OPTIONS(FORMATS), 0, 0, cmd_keys},
    {"config", "", "列出正在起作用的设置，各是哪里来的。", "pbtui config",
     OPTIONS(FORMATS), 0, 0, cmd_config},
    {"help", "[COMMAND]", "显示用法。", "pbtui help list", NO_OPTIONS, 0, 1,
     cmd_help},
    {NULL, NULL, NULL, NULL, NULL, 0, 0, NULL},
};

const struct cli_command *command_find(const char *name, struct err *err)
{
    const char *names[64];
    size_t n = 0;
    for (; cli_commands[n].name != NULL; n++) {
        if (strcmp(cli_commands[n].name, name) == 0) {
            return &cli_commands[n];
        }
        names[n] = cli_commands[n].name;
    }
    struct strbuf near;
    sb_init(&near);
    near_words(&near, name, names, n);
    err_set(err, ERR_USAGE, "E-APP-006",
            "没有“%s”这个命令%s；请用 pbtui help 看有哪些命令。", name, near.s);
    sb_clear(&near);
    return NULL;
}

/* ---- help ------------------------------------------------------------- */

static void option_words(struct strbuf *out, const struct cli_option *o)
{
    if (o->letter != 0) {
        sb_addf(out, "-%c, ", o->letter);
    } else {
        sb_add(out, "    ");
    }
    sb_addf(out, "--%s", o->name);
    if (o->value != NULL) {
        sb_addf(out, " %s", o->value);
    }
}

/* What and its meaning, the meanings below each other. */
static void add_pair(struct strbuf *out, const char *what, int cols,
                     const char *meaning)
{
    struct fit_line line;
    size_t n_bytes = strlen(meaning);
    const int indent = cols + 4;
    sb_add(out, "  ");
    fit_text(out, what, cols, FIT_LEFT);
    sb_add(out, "  ");
    for (size_t at = 0;
         fit_wrap_line(meaning, n_bytes, at, PAGE_COLS - indent, &line);
         at = line.next_bytes) {
        sb_repeat(out, " ", at > 0 ? (size_t)indent : 0);
        sb_addn(out, meaning + line.at_bytes, line.n_bytes);
        sb_addc(out, '\n');
    }
}

static void add_options(struct strbuf *out, const enum cli_option_id *options)
{
    const struct cli_option_set set = args_set(options);
    struct strbuf words;
    int widest = 0;
    sb_init(&words);
    for (int id = 0; id < OPT_COUNT; id++) {
        sb_reset(&words);
        option_words(&words, &cli_options[id]);
        int cols = width_cols(words.s);
        widest = set.has[id] && cols > widest ? cols : widest;
    }
    for (int id = 0; id < OPT_COUNT; id++) {
        if (set.has[id]) {
            sb_reset(&words);
            option_words(&words, &cli_options[id]);
            add_pair(out, words.s, widest, cli_options[id].help);
        }
    }
    sb_clear(&words);
}

void command_help(struct strbuf *out, const struct cli_command *c)
{
    sb_addf(out, "用法：pbtui %s%s%s [选项]\n\n%s\n\n选项：\n", c->name,
            c->words[0] != '\0' ? " " : "", c->words, c->help);
    add_options(out, c->options);
    sb_addf(out, "\n例：\n  %s\n", c->example);
}

void command_overview(struct strbuf *out)
{
    struct strbuf words;
    int widest = 0;
    sb_init(&words);
    sb_add(out, "用法：pbtui [--db FILE] [--readonly] [命令 …]\n\n"
                "党支部台账。不写命令就打开屏幕程序。\n\n命令：\n");
    for (size_t i = 0; cli_commands[i].name != NULL; i++) {
        int cols = width_cols(cli_commands[i].name) +
                   width_cols(cli_commands[i].words) + 1;
        widest = cols > widest ? cols : widest;
    }
    for (size_t i = 0; cli_commands[i].name != NULL; i++) {
        const struct cli_command *c = &cli_commands[i];
        sb_reset(&words);
        sb_addf(&words, "%s %s", c->name, c->words);
        add_pair(out, words.s, widest, c->help);
    }
    sb_clear(&words);
    sb_add(out, "\n选项：\n");
    add_options(out, cli_global_options);
    sb_add(out, "\n例：\n  pbtui list roster\n\n"
                "某个命令的用法：pbtui help 命令，或 pbtui 命令 --help\n"
                "状态：0 办成；1 有差异，或规定不允许；2 用法或环境不对；"
                "3 没办成（文件、磁盘）\n"
                "环境变量：PBTUI_DB（账本文件）、NO_COLOR、XDG_*、LANG\n"
                "设置文件：/etc/pbtui.ini、~/.config/pbtui/pbtui.ini，"
                "见 pbtui.ini(5)\n");
}
