/* Which books take rows of a file, and what to do instead where one does not.

   Every book of the registry is either importable (a plain row, a small
   register, or one with a door of its own) or stands below with its sentence; a
   test goes through all of them. */
#include <string.h>

#include "import_doors.h"
#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/register.h"

/* The books that are more than a plain row: a line each, in import_door.h, too.
   Ends with NULL. */
static const struct import_door *const doors[] = {
    &import_door_placement,
    NULL,
};

static const struct {
    const char *book;
    const char *why;
} refusals[] = {
    {"branches", "党支部不从文件导入：支部名称、成立日期影响全部台账，请在“党"
                 "支部”里登记或修改。"},
    {"events", "组织生活不能这样导入；请在“组织生活”里登记会议和到会。"},
    {"topics", "议题和决议随会议记录登记，不能单独导入；请打开那次会议填写。"},
    {"actions", "会议待办随会议记录形成，不能单独导入；请打开那次会议登记。"},
    {"attendance", "到会情况是会议的一部分，不能单独导入；请随“组织生活”一起导"
                   "入，或用 pbtui roll 登记。"},
    {"event-kinds", "各类次数由会议的类型算出，不能导入；请在会议里写类型。"},
    {"points", "发言要点随会议记录登记，不能单独导入；请打开那次会议填写。"},
    {"attachments", "附件是文件本身，表格里带不进来；请打开那条记录添加附件。"},
    {"periods", "封账要当月的记录都在才能做，不能导入；请用 pbtui seal。"},
    {"reviews", "民主评议的票数互相牵连，不能按行导入；请在“民主评议”里登记。"},
    {"review-lines",
     "评议票数要与到会人数一起核对，不能单独导入；请在“民主评议”里填。"},
    {"grades",
     "评议等次由票数和支委会意见定，不能单独导入；请在“民主评议”里填。"},
    {"elections", "选举的票数要当场核对，不能导入；请在“换届选举”里登记。"},
    {"candidates", "候选人随选举登记，不能单独导入；请打开那次选举填写。"},
    {"numbers", "编号由账本依次给出，不能导入。"},
    {"dues", "应交党费由党费核定和开账算出，不能导入；请导入或登记“党费核定”，"
             "再开当月的账。"},
    {"assessments", "党费核定不能这样导入；请在“党费核定”里登记。"},
    {"assess-items", "核定项目随党费核定登记，不能单独导入。"},
    {"dues-months", "党费月份由开账、结账形成，不能导入；请在“党费”里开账。"},
    {"payments", "收款不能这样导入；请在“党费”里收，或用 pbtui collect。"},
    {"payment-parts", "收款明细随收款形成，不能单独导入；请导入或登记“收款”。"},
    {"sittings", "收缴单由收款形成，不能导入；请登记收款后入账。"},
    {"handovers", "上缴单入账就给编号、不能改，不能成批导入；请在“党费上缴”里逐"
                  "笔登记。"},
    {"reminders",
     "催交的月数和金额由账本算出，不能导入；请在“党费”里登记催交。"},
    {"dues-notices",
     "党费公示的数由账本算出，不能导入；请在“党费公示”里登记。"},
    {"fund-entries",
     "经费收支入账就给编号、不能改，不能成批导入；请在“经费收支”"
     "里逐笔登记。"},
    {"pipeline", "发展档案不能这样导入；请在“发展党员”里建立。"},
    {"steps", "发展步骤不能这样导入；请在“发展党员”里逐步登记。"},
    {"step-entries",
     "考察记载随发展档案登记，不能单独导入；请打开那份档案填写。"},
    {"helpers",
     "联系人和介绍人随发展档案登记，不能单独导入；请打开那份档案填写。"},
    {"publicities",
     "发展公示随发展档案登记，不能单独导入；请打开那份档案填写。"},
    {"papers", "入党材料随发展档案登记，不能单独导入；请打开那份档案填写。"},
};

const struct import_door *import_door_of(const struct ledger *l)
{
    for (size_t i = 0; doors[i] != NULL; i++) {
        if (strcmp(doors[i]->book, l->name) == 0) {
            return doors[i];
        }
    }
    return NULL;
}

const char *import_refusal(struct book *b, const struct ledger *l)
{
    (void)b;
    if (register_of(l) != NULL || import_door_of(l) != NULL) {
        return NULL;
    }
    for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
        if (strcmp(refusals[i].book, l->name) == 0) {
            return refusals[i].why;
        }
    }
    /* A book with a way in of its own, and nobody has said how. */
    return l->save != NULL || l->posts
               ? "这本台账有自己的登记办法，不能导入；请在它的屏幕里登记。"
               : NULL;
}
