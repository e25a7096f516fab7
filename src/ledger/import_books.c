/* Which books take rows of a file, and what to do instead where one does not.

   Every book of the registry is either importable (a plain row, a small
   register, or one with a door of its own) or stands below with its sentence; a
   test goes through all of them. */
#include <string.h>

#include "import_doors.h"
#include "import_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/register.h"

/* The books that are more than a plain row. */
static const struct import_door *const doors[] = {
    &import_door_events,      &import_door_event_kinds,
    &import_door_attend,      &import_door_agenda,
    &import_door_points,      &import_door_actions,
    &import_door_assess,      &import_door_payments,
    &import_door_pipeline,    &import_door_steps,
    &import_door_entries,     &import_door_helpers,
    &import_door_publicities, &import_door_papers,
    &import_door_placement,   NULL,
};

static const struct {
    const char *book;
    const char *why;
} refusals[] = {
    {"branches", "党支部不从文件导入：支部名称、成立日期影响全部台账，请在“党"
                 "支部”里登记或修改。"},
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
    {"assess-items",
     "核定项目随党费核定导入，不能单独导入；请导入“党费核定”，把各项作为它的列。"},
    {"dues-months", "党费月份由开账、结账形成，不能导入；请在“党费”里开账。"},
    {"payment-parts",
     "收款明细随收款形成，不能单独导入；请导入“收款”，在“所属月份”里写明交哪几个月。"},
    {"sittings", "收缴单由收款形成，不能导入；请登记收款后入账。"},
    {"handovers", "上缴单入账就给编号、不能改，不能成批导入；请在“党费上缴”里逐"
                  "笔登记。"},
    {"fund-entries",
     "经费收支入账就给编号、不能改，不能成批导入；请在“经费收支”"
     "里逐笔登记。"},
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

bool import_rehearses(const struct ledger *l)
{
    const struct import_door *door = import_door_of(l);
    return door != NULL && door->in_order;
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
