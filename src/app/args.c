/* Options by getopt_long, with its words in Chinese.  Long names may be
   shortened as long as they are unique, options may stand behind words, and --
   ends them, as with every GNU program. */
#include "pbtui/app/args.h"

#include <assert.h>
#include <getopt.h>
#include <string.h>

/* getopt returns letters; long options without one come from here on. */
#define FIRST_LONG 256

const struct cli_option cli_options[OPT_COUNT] = {
    [OPT_DB] = {"db", 'd', "FILE", "用这个账本文件"},
    [OPT_READONLY] = {"readonly", 0, NULL, "只读打开，什么都不写"},
    [OPT_VERSION] = {"version", 'V', NULL, "显示版本"},
    [OPT_HELP] = {"help", 'h', NULL, "显示用法"},
    [OPT_ORG] = {"org", 0, "NAME", "党支部全称，与印章一致"},
    [OPT_FOUNDED] = {"founded", 0, "DATE", "支部成立日期，不写就是今天"},
    [OPT_COMMITTEE] = {"committee", 0, NULL, "设支部委员会（不写也是这样）"},
    [OPT_NO_COMMITTEE] = {"no-committee", 0, NULL, "不设支部委员会"},
    [OPT_GROUPS] = {"groups", 0, "N", "党小组个数，0 到 99"},
    [OPT_BOOKS] = {"books", 0, NULL, "列出有哪些台账，各有哪些栏目"},
    [OPT_VIEW] = {"view", 'v', "NAME", "看哪一栏，例如 left 或 已离开"},
    [OPT_FIND] = {"find", 'f', "TEXT", "只要含有这些词的；姓名可用拼音首字母"},
    [OPT_MONTH] = {"month", 'm', "YYYY-MM", "只要这个月的"},
    [OPT_QUARTER] = {"quarter", 'q', "YYYY-Qn", "只要这个季度的"},
    [OPT_YEAR] = {"year", 'y', "YYYY", "只要这一年的"},
    [OPT_FROM] = {"from", 0, "DATE", "从这天起"},
    [OPT_TO] = {"to", 0, "DATE", "到这天止（含当天）"},
    [OPT_AS_OF] = {"as-of", 'a', "DATE", "按这一天的情况看"},
    [OPT_BRANCH] = {"branch", 'b', "NAME", "看哪个党支部（账本里有几个时）"},
    [OPT_SORT] = {"sort", 's', "FIELD[:desc]", "按这一项排序，:desc 倒着排"},
    [OPT_FORMAT] = {"format", 'F', "FORMAT",
                    "text 表格，csv，json 每行一条，xlsx；打印用 text、pdf、"
                    "xlsx 或 csv"},
    [OPT_OUTPUT] = {"output", 'o', "FILE",
                    "写到文件，- 是屏幕；表写到 .pdf、.xlsx 就是那种文件"},
    [OPT_ENCODING] = {"encoding", 0, "NAME",
                      "csv 的编码：utf-8 或 gb18030，读入还可以是 utf-16；"
                      "不写时写出用 utf-8，读入会认"},
    [OPT_FORCE] = {"force", 0, NULL, "文件已有时覆盖"},
    [OPT_REVEAL] = {"reveal", 0, NULL,
                    "显示完整的证件号和电话，每看一个都记入账本"},
    [OPT_REASON] = {"reason", 'r', "TEXT", "原因，至少四个字"},
    [OPT_LIST] = {"list", 'l', NULL, "只列出来，什么都不做"},
    [OPT_ANCHOR] = {"anchor", 0, "CODE", "与纸上印的校验码比，写法 码@序号"},
    [OPT_KIND] = {"kind", 0, "KIND",
                  "只列这一类会议、活动（党课、主题党日……）"},
    [OPT_ABSENT] = {"absent", 0, NULL, "列出请假、缺席的人，待补学的在前"},
    [OPT_PRINTER] = {"printer", 'P', "NAME", "交给这台打印机"},
    [OPT_COPIES] = {"copies", 0, "N", "份数，1 到 99"},
    [OPT_DUPLEX] = {"duplex", 0, NULL, "双面打印"},
    [OPT_PAGES] = {"pages", 0, "1-3,5", "只打印这几页"},
    [OPT_AS_ISSUED] = {"as-issued", 0, NULL,
                       "原样补打第一次印发的内容，并在页脚注明"},
    [OPT_EDITION] = {"edition", 0, "N", "原样补打第 N 次印发的内容"},
    [OPT_SECOND] = {"second", 0, "NAME", "第二人的姓名，不能是经手人自己"},
    [OPT_ALL_DUE] = {"all-due", 0, NULL, "还没交的都按应交数收"},
    [OPT_ON] = {"on", 0, "DATE", "办理或者收款的那一天，不写就是今天"},
    [OPT_METHOD] = {"method", 0, "M", "现金、转账或线上，不写就是现金"},
    [OPT_BY] = {"by", 0, "NAME", "由哪位党员一并交来（代交），合为一笔"},
    [OPT_PROOF] = {"proof", 0, "TEXT", "转账、线上交的流水号"},
    [OPT_LARGE] = {"large", 0, "NAME=AMOUNT", "收一笔大额党费"},
    [OPT_DELAY] = {"delay", 0, "NAME=REASON", "记下本月迟交的原因"},
    [OPT_REFRESH] = {"refresh", 0, NULL,
                     "启动收缴，或按名册和核定更新应交名单"},
    [OPT_POST] = {"post", 0, NULL, "本次收的点钞入账，给编号；入账后只能冲销"},
    [OPT_CASH] = {"cash", 0, "AMOUNT", "点钞的合计"},
    [OPT_NOTES] = {"notes", 0, "TEXT", "票面，例如 \"100×3 50×1\""},
    [OPT_CLOSE] = {"close", 0, NULL, "盘点结存的现金，给这个月结账"},
    [OPT_BACK] =
        {"back", 0, NULL,
         "收回发展党员的这一步，不写步骤号就是最后一步（要写 --reason）；"
         "收回录入单上的勾；取消比对时的忽略"},
    [OPT_AGAIN] = {"again", 0, NULL,
                   "重新办理这一步，原来的和后面的保留备查、不再计算（有后面的"
                   "要写 --reason）"},
    [OPT_REOPEN] = {"reopen", 0, NULL,
                    "恢复已经终止的发展档案（要写 --reason）"},
    [OPT_END] =
        {"end", 0, "KIND",
         "终止培养：本人撤回申请、停止培养、取消资格…（要写 --reason）"},
    [OPT_AUDIT] =
        {"audit", 0, NULL,
         "检查整份发展档案：次序、期限、次数、材料，各怎样补；有发现时状态为 1"},
    [OPT_ROWS] = {"rows", 0, NULL, "列出这个数字的依据，一条一行"},
    [OPT_HALF] = {"half", 0, "1|2",
                  "只要上半年（1）或下半年（2）的；往年的写 2025-H1"},
    [OPT_ALL_BRANCHES] = {"all-branches", 0, NULL,
                          "账本里的全部支部，还没有的、有缺的在前"},
    [OPT_TEMPLATE] = {"template", 0, NULL,
                      "不要记录，要一张空表：表头、下拉选项和一行样例"},
    [OPT_IDS] = {"ids", 0, NULL, "第一列写上每条记录的编号"},
    [OPT_DRY_RUN] = {"dry-run", 'n', NULL, "只看会怎样，什么都不写"},
    [OPT_MAP] = {"map", 0, "FILE",
                 "列的对应，每行写“表头 = 字段”或“表头 = 不用”"},
    [OPT_SHEET] = {"sheet", 0, "NAME", "读哪个工作表，写名称或第几个"},
    [OPT_TAKE] = {"take", 0, "all|FIELD,FIELD",
                  "与账本不同的，这些字段用文件里的"},
    [OPT_SKIP_BAD] = {"skip-bad", 0, NULL,
                      "有不能导入的行时，照样导入其余各行"},
    [OPT_BAD] = {"bad", 0, "FILE",
                 "不能导入的行连同问题写到这个文件，.xlsx 或 .csv"},
    [OPT_UNDO] = {"undo", 0, "N", "撤销第 N 次导入，别的都不动"},
    [OPT_DONE] = {"done", 0, NULL, "已经录进上级平台，打勾"},
    [OPT_ACCEPT] = {"accept", 0, "FIELD[,FIELD]|all",
                    "采用平台的内容，写进本账"},
    [OPT_IGNORE] = {"ignore", 0, "FIELD[,FIELD]|all",
                    "以后不再列出这几处，哪一边变了再列；整个人写 person"},
    [OPT_HEADCOUNT] = {"headcount", 0, NULL,
                       "人数核对：平台的人数和党内统计表一、表二"},
};

struct cli_option_set args_set(const enum cli_option_id *options)
{
    struct cli_option_set set = {{false}};
    for (; *options != OPT_COUNT; options++) {
        set.has[*options] = true;
    }
    return set;
}

bool args_given(const struct cli_args *args, enum cli_option_id id)
{
    return args->value[id] != NULL;
}

/* ---- what getopt wants ------------------------------------------------ */

struct tables {
    struct option longs[OPT_COUNT + 1];
    char letters[2 * OPT_COUNT + 3];
};

static void make_tables(struct tables *t, const enum cli_option_id *allowed,
                        bool first_only)
{
    const struct cli_option_set set = args_set(allowed);
    size_t n = 0;
    size_t c = 0;
    memset(t, 0, sizeof *t);
    if (first_only) {
        t->letters[c++] = '+';
    }
    t->letters[c++] = ':'; /* tell a missing value from an unknown option */
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct cli_option *o = &cli_options[id];
        if (!set.has[id]) {
            continue;
        }
        t->longs[n++] = (struct option){
            o->name, o->value != NULL ? required_argument : no_argument, NULL,
            FIRST_LONG + id};
        if (o->letter != 0) {
            t->letters[c++] = o->letter;
            if (o->value != NULL) {
                t->letters[c++] = ':';
            }
        }
    }
}

static int id_of(int found)
{
    if (found >= FIRST_LONG) {
        return found - FIRST_LONG;
    }
    for (int id = 0; id < OPT_COUNT; id++) {
        if (cli_options[id].letter == found) {
            return id;
        }
    }
    assert(!"a letter of the table");
    return OPT_HELP;
}

/* ---- refusals --------------------------------------------------------- */

static bool refuse_unknown(char **argv, struct err *err)
{
    if (optopt > 0 && optopt < FIRST_LONG) {
        return err_set(err, ERR_USAGE, "E-APP-002",
                       "没有 -%c 这个选项，请用 --help 看可用的选项。", optopt);
    }
    const char *word = argv[optind - 1];
    if (optopt >= FIRST_LONG) {
        return err_set(err, ERR_USAGE, "E-APP-003",
                       "选项“%s”后面不用写值，请把等号和值去掉。", word);
    }
    return err_set(err, ERR_USAGE, "E-APP-004",
                   "没有“%s”这个选项（或写得太短，分不清是哪一个），"
                   "请用 --help 看可用的选项。",
                   word);
}

static bool refuse_missing(struct err *err)
{
    const struct cli_option *o = &cli_options[id_of(optopt)];
    return err_set(err, ERR_USAGE, "E-APP-005", "选项 --%s 后面要写 %s（%s）。",
                   o->name, o->value, o->help);
}

bool args_parse(struct cli_args *out, int argc, char **argv,
                const enum cli_option_id *allowed, bool first_only,
                struct err *err)
{
    struct tables t;
    make_tables(&t, allowed, first_only);
    opterr = 0;
    optind = 0; /* begins anew, in glibc and musl */
    for (;;) {
        int found = getopt_long(argc, argv, t.letters, t.longs, NULL);
        if (found == -1) {
            break;
        }
        if (found == '?') {
            return refuse_unknown(argv, err);
        }
        if (found == ':') {
            return refuse_missing(err);
        }
        out->value[id_of(found)] = optarg != NULL ? optarg : "";
    }
    out->words = argv + optind;
    out->n_words = argc - optind;
    return true;
}
