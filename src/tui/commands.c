/* The commands of the widgets themselves: one row each.

   What the rows keep to:
   - Every command has a key that an input method cannot swallow; a letter or a
     sign is only a second way, and keymap_lookup takes no single character for
     a command where text is typed.
   - F-keys that terminals steal have a Ctrl twin.  Nothing is bound to Alt, to
     F13 and above (late answers of the terminal look like them) or to
     Ctrl+Space (it switches the input method).
   - Left to the screens' own table: F3 F5 F6 F7 F8 F10 Insert Delete, Ctrl+
     N R O F D Q C Z (N for F3, R for F5, O for F6, D for F8, Q for F10).

   What a widget must know, because contexts are asked from the highest bit
   down (looking, calendar, dialog, form, memo, edit, list, all):
   - Enter is CMD_OPEN in lists, dialogs and the calendar, CMD_NEW_LINE in a
     memo, and nothing in a form's line: there it reaches the view as a key.
   - Home and End are CMD_FIRST and CMD_LAST in lists, CMD_LINE_HOME and
     CMD_LINE_END where text is typed.  Ctrl+Home and Ctrl+End in a memo reach
     it as keys.
   - The arrows and PgUp, PgDn are the same commands everywhere. */
#include "pbtui/tui/keymap.h"

#define FORMS  (CTX_FORM | CTX_LOOK)
#define MOVING (CTX_LIST | CTX_MEMO | FORMS | CTX_DIALOG | CTX_CALENDAR)
#define TYPING (CTX_EDIT | CTX_MEMO)

/* clang-format would align the columns far beyond the line. */
/* clang-format off */
const struct command tui_commands[] = {
    {CMD_UP, "list.up", MOVING | CTX_EDIT, "Up",
     NULL, "上移一行。", 0},
    {CMD_DOWN, "list.down", MOVING | CTX_EDIT, "Down",
     NULL, "下移一行。", 0},
    {CMD_LEFT, "list.left", MOVING | CTX_EDIT, "Left",
     NULL, "左移一格；选择项换成上一个。", 0},
    {CMD_RIGHT, "list.right", MOVING | CTX_EDIT, "Right",
     NULL, "右移一格；选择项换成下一个。", 0},
    {CMD_PAGE_UP, "list.page-up", MOVING | CTX_EDIT, "PgUp",
     NULL, "上翻一页；日历里是上个月。", 0},
    {CMD_PAGE_DOWN, "list.page-down", MOVING | CTX_EDIT, "PgDn",
     NULL, "下翻一页；日历里是下个月。", 0},
    {CMD_FIRST, "list.first", CTX_LIST | CTX_CALENDAR, "Home Ctrl+Home",
     NULL, "到最前面。", 0},
    {CMD_LAST, "list.last", CTX_LIST | CTX_CALENDAR, "End Ctrl+End",
     NULL, "到最后面。", 0},
    {CMD_OPEN, "list.open", CTX_LIST | CTX_DIALOG | CTX_CALENDAR, "Enter",
     "确定", "打开这一行，或选定它。", 20},
    {CMD_BACK, "app.back", CTX_ALL, "Esc Ctrl+X",
     "返回", "回到上一层；表单改过而没有保存时先问。", 900},
    {CMD_NEXT, "form.next", FORMS | CTX_DIALOG, "Tab",
     "下一项", "到下一项。", 30},
    {CMD_PREVIOUS, "form.previous", FORMS | CTX_DIALOG,
     "Shift+Tab",
     NULL, "到上一项。", 0},
    {CMD_MARK, "list.mark", CTX_LIST | FORMS | CTX_DIALOG, "Space",
     NULL, "标记这一行；在勾选项上是勾上或取消。", 0},
    {CMD_MARK_ALL, "list.mark-all", CTX_LIST, "Ctrl+A *",
     NULL, "标记全部，再按一次全部取消。", 0},
    {CMD_SORT, "list.sort", CTX_LIST, "Ctrl+Right s",
     NULL, "按下一列排序。", 0},
    {CMD_SORT_REVERSE, "list.sort-reverse", CTX_LIST, "Ctrl+Left S",
     NULL, "把排序的方向倒过来。", 0},
    {CMD_FIND, "list.find", CTX_LIST | CTX_MEMO, "/ Ctrl+F 、",
     "查找", "在列表里边打字边筛选；在长文里查找。", 600},
    {CMD_FIND_NEXT, "list.find-next", CTX_LIST | CTX_MEMO, "n Ctrl+]",
     NULL, "找下一处。", 0},
    {CMD_LINE_HOME, "edit.home", TYPING, "Home Ctrl+A",
     NULL, "到行首。", 0},
    {CMD_LINE_END, "edit.end", TYPING, "End Ctrl+E",
     NULL, "到行尾。", 0},
    {CMD_WORD_LEFT, "edit.word-left", TYPING, "Ctrl+Left",
     NULL, "左移一个词。", 0},
    {CMD_WORD_RIGHT, "edit.word-right", TYPING, "Ctrl+Right",
     NULL, "右移一个词。", 0},
    {CMD_ERASE, "edit.erase", TYPING, "Backspace",
     NULL, "删去前一个字。", 0},
    {CMD_ERASE_NEXT, "edit.erase-next", TYPING, "Delete",
     NULL, "删去后一个字。", 0},
    {CMD_ERASE_WORD, "edit.erase-word", TYPING, "Ctrl+W",
     NULL, "删去前一个词。", 0},
    /* Not in a memo: one key must not empty the minutes of a meeting. */
    {CMD_ERASE_ALL, "edit.erase-all", CTX_EDIT, "Ctrl+U",
     NULL, "清空这一行。", 0},
    {CMD_ERASE_END, "edit.erase-end", TYPING, "Ctrl+K Ctrl+Delete",
     NULL, "删到行尾。", 0},
    /* A field with nothing to undo passes, and the program's undo follows. */
    {CMD_EDIT_UNDO, "edit.undo", TYPING, "Ctrl+Z",
     NULL, "撤销这一项里刚打的字。", 0},
    {CMD_EDIT_REDO, "edit.redo", TYPING, "Ctrl+Y",
     NULL, "恢复刚撤销的字。", 0},
    {CMD_NEW_LINE, "edit.new-line", CTX_MEMO, "Enter",
     NULL, "另起一行。", 0},
    {CMD_PAGE_NEXT, "form.page-next", FORMS | CTX_CALENDAR,
     "Ctrl+PgDn Ctrl+Down",
     NULL, "表单的下一页；日历里是下一年。", 0},
    {CMD_PAGE_PREVIOUS, "form.page-previous", FORMS | CTX_CALENDAR,
     "Ctrl+PgUp Ctrl+Up",
     NULL, "表单的上一页；日历里是上一年。", 0},
    {CMD_PICK, "form.pick", CTX_FORM, "F4 Ctrl+T",
     "选择", "从日历、名单或代码表里选。", 40},
    {CMD_LOOK, "form.look", CTX_PEEK, "F4 Ctrl+T",
     "查看", "打开来看，不能改。", 40},
    {CMD_SAVE, "form.save", CTX_FORM, "F2 Ctrl+S",
     "保存", "保存这张表单。", 10},
    {CMD_HELP, "app.help", CTX_ALL, "F1 Ctrl+G",
     "帮助", "看这里能用的键；在表单里看这一项的规定。", 920},
    {CMD_PALETTE, "app.palette", CTX_ALL, "Ctrl+P :",
     "命令", "打几个字或拼音首字母，找到命令并执行。", 910},
    {CMD_REDRAW, "app.redraw", CTX_ALL, "Ctrl+L",
     NULL, "重画整个屏幕。", 0},
    /* Ctrl+Z is undo here, as in every program the clerk knows. */
    {CMD_SUSPEND, "app.suspend", CTX_ALL, "Ctrl+\\",
     NULL, "暂时回到命令行，用 fg 回来。", 0},
    {CMD_MENU, "app.menu", CTX_ALL, "F9 Ctrl+B",
     NULL, "打开菜单。", 0},
    {0},
};
/* clang-format on */
