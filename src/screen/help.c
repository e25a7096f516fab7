/* F1: in a form the rule of the field; always the keys that work here, made
   from the command table. */
#include <string.h>

#include "pbtui/screen/commands.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/fit.h"
#include "pbtui/tui/dialog.h"

#define KEY_COLS 22

static void add_section(struct strbuf *out, const struct keymap *km,
                        uint64_t contexts, const char *title, uint64_t wanted)
{
    struct strbuf keys;
    sb_init(&keys);
    bool headed = false;
    for (size_t i = 0; i < keymap_count(km); i++) {
        const struct command *c = keymap_at(km, i);
        if ((c->contexts & wanted & contexts) == 0) {
            continue;
        }
        sb_reset(&keys);
        keymap_keys(km, c->id, &keys);
        if (keys.len == 0) {
            continue;
        }
        if (!headed) {
            sb_addf(out, "\n【%s】\n", title);
            headed = true;
        }
        fit_text(out, keys.s, KEY_COLS, FIT_LEFT);
        sb_addf(out, " %s\n", c->help);
    }
    sb_clear(&keys);
}

void help_open(struct app *app)
{
    static const struct {
        const char *title;
        uint64_t contexts;
    } sections[] = {
        {"表单", CTX_FORM | CTX_LOOK | CTX_PEEK | CTX_RECORD | CTX_FIRST |
                     CTX_CONFLICT},
        {"首页和达标表", CTX_HOME | CTX_MATRIX},
        {"会议、点名和表决",
         CTX_MEETING | CTX_ROLL | CTX_TOPIC | CTX_MEETING_SEEN | CTX_ROLL_SEEN},
        {"计票", CTX_REVIEW | CTX_ELECTION},
        {"导入", CTX_FILES | CTX_IMPORT_HEADS | CTX_IMPORT | CTX_IMPORT_ROW |
                     CTX_IMPORT_PICK | CTX_IMPORTS},
        {"名册和列表", CTX_BOOK | CTX_LIST | CTX_OWNER | CTX_SEARCH |
                           CTX_VOIDED | CTX_POSTED | CTX_SHEETED},
        {"收党费", CTX_DUES | CTX_DUES_PAY},
        {"党费核定", CTX_ASSESS},
        {"发展党员", CTX_BOARD | CTX_PIPELINE},
        {"打印", CTX_PREVIEW | CTX_SEND},
        {"谈心谈话和配档表", CTX_TALKS | CTX_PLAN},
        {"事项台账的总表", CTX_TALLY | CTX_BIRTHDAYS | CTX_MILESTONES},
        {"打字", CTX_EDIT | CTX_MEMO},
        {"到处可用", CTX_ALL},
    };
    struct view *top = app->ui.top;
    uint64_t contexts = top->cls->contexts(top);
    struct strbuf sb;
    sb_init(&sb);
    if (top->cls->help != NULL) {
        top->cls->help(top, &sb);
    }
    sb_add(&sb, "开着输入法也能用：功能键、Ctrl 组合键、方向键、回车、Esc；"
                "全角数字和标点会自动转成半角。\n");
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        add_section(&sb, app->ui.keymap, contexts, sections[i].title,
                    sections[i].contexts);
    }
    sb_add(&sb, "\n没有列出键的功能在命令面板里（Ctrl+P），"
                "打汉字或拼音首字母就能找到。\n");
    dialog_text_view(&app->ui, "帮助", sb.s);
    sb_clear(&sb);
}
