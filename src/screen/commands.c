/* The screens' command table.  Every F-key has a Ctrl twin, because terminals
   steal F1, F10 and F11 and some laptops hide them all. */
#include "pbtui/screen/commands.h"

#include <stddef.h>

#define BOOKS (CTX_BOOK | CTX_RECORD)

const struct command screen_commands[] = {
    {CMD_OPEN_RECORD, "record.open", CTX_BOOK, "Enter", "打开",
     "打开这一条记录。", 20},
    {CMD_NEW, "record.new", CTX_BOOK, "F3 Ctrl+N Insert", "新增",
     "新增一条记录。", 40},
    {CMD_FILTER, "list.filter", CTX_BOOK, "F5 Ctrl+R", "筛选",
     "按一项的值筛选（党小组、类别、学历……），再按一次可取消。", 50},
    {CMD_PRINT, "app.print", CTX_BOOK | CTX_RECORD, "F6 Ctrl+O", "打印",
     "把眼前的内容排成表，可存成文本或 CSV。", 60},
    {CMD_KEEP_TABLE, "table.save", CTX_TABLE, "F6 Enter F2 Ctrl+O", "存文件",
     "把这张表存成文本或 CSV 文件。", 20},
    {CMD_VOID, "record.void", CTX_BOOK, "F8 Ctrl+D", "作废",
     "作废一条登记错的记录，要写原因；作废的仍可查。", 80},
    {CMD_RELATED, "record.related", CTX_OWNER, "F7 Ctrl+E", "相关",
     "这个人的组织关系、职务、流动、荣誉等记录。", 70},
    {CMD_UNDO, "app.undo", CTX_ALL, "Ctrl+Z", NULL,
     "撤销上一次保存；撤销本身也记入账本。", 0},
    {CMD_REDO, "app.redo", CTX_ALL, "Ctrl+Y", NULL, "重做刚撤销的。", 0},
    {CMD_UNDO_LIST, "app.changes", CTX_ALL, "", NULL,
     "最近的保存记录：谁、什么时候、改了什么。", 0},
    {CMD_QUIT, "app.quit", CTX_ALL, "F10 Ctrl+Q Ctrl+C", NULL, "退出程序。", 0},
    {CMD_REVEAL, "record.reveal", CTX_RECORD, "Ctrl+R", NULL,
     "显示这一项打码的号码十秒钟，并留下查看记录。", 0},
    {CMD_HISTORY, "record.history", BOOKS, "F12", NULL, "这条记录的修改经过。",
     0},
    {CMD_EXPORT, "list.export", CTX_BOOK, "", NULL,
     "把这张表存成 CSV 文件，Excel 和 WPS 可直接打开。", 0},
    {CMD_AS_OF, "app.as-of", CTX_BOOK, "", NULL,
     "看某一天的名册：当天在册的人、当天的小组和职务。", 0},
    {CMD_VIEW_NEXT, "list.view-next", CTX_BOOK, "Tab Right", "换栏",
     "换到下一栏（在册、申请培养、已离开……）。", 30},
    {CMD_VIEW_PREVIOUS, "list.view-previous", CTX_BOOK, "Shift+Tab Left", NULL,
     "换到上一栏。", 0},
    {CMD_BRANCH, "app.branch", CTX_ALL, "", NULL,
     "换一个党支部（一个账本里有几个支部时）。", 0},
    {CMD_DRAFTS, "app.drafts", CTX_ALL, "", NULL, "没有保存完的草稿。", 0},
    {CMD_CHECK, "app.check", CTX_ALL, "", NULL,
     "核对账本：文件、审计链、每一行与审计是否一致。", 0},
    {CMD_BACKUP, "app.backup", CTX_ALL, "", NULL, "做一份核对过的备份。", 0},
    {CMD_ABOUT, "app.about", CTX_ALL, "", NULL, "程序版本、账本文件的位置。",
     0},
    {CMD_SAMPLE, "first.sample", CTX_FIRST, "F5 Ctrl+R", "看示例",
     "先打开一个示例支部看看，不影响以后建自己的账本。", 50},
    {0, NULL, 0, NULL, NULL, NULL, 0},
};
