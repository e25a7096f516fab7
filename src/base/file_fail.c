/* errno → a sentence a clerk can act on.  Kept apart so that reading, writing
   and folders say the same thing about the same trouble.  One long switch,
   because every code stands at exactly one place. */
#include "file_fail.h"

#include <errno.h>

bool file_fail(struct err *err, int number, const char *path)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        err_set(
            err, ERR_IO, "E-FILE-001",
            "磁盘已满或超出配额，文件“%s”没有写成，原有文件没有改动；请腾出空间或换个位置再试。",
            path);
        break;
    case EACCES:
    case EPERM:
        err_set(err, ERR_IO, "E-FILE-002",
                "没有权限读写“%s”；请换到自己的文件夹，或请管理员开放权限。",
                path);
        break;
    case EROFS:
        err_set(err, ERR_IO, "E-FILE-003",
                "“%s”所在的磁盘是只读的，不能写入；请换个位置保存。", path);
        break;
    case ENOENT:
        err_set(err, ERR_IO, "E-FILE-004",
                "找不到“%s”，文件或它所在的文件夹不存在；请核对路径。", path);
        break;
    case ENOTDIR:
        err_set(err, ERR_IO, "E-FILE-005",
                "路径“%s”中间有一段是文件而不是文件夹；请核对路径。", path);
        break;
    case EISDIR:
        err_set(err, ERR_IO, "E-FILE-006",
                "“%s”是文件夹，不是文件；请在后面写上文件名。", path);
        break;
    case EEXIST:
        err_set(err, ERR_IO, "E-FILE-007",
                "已有同名文件“%s”，没有覆盖；请换个文件名。", path);
        break;
    case ENAMETOOLONG:
        err_set(err, ERR_IO, "E-FILE-008",
                "文件名太长（一个名字最多约八十个汉字）：“%s”；请改短。", path);
        break;
    case ELOOP:
        err_set(
            err, ERR_IO, "E-FILE-009",
            "“%s”是符号链接，为防误写到别处，不通过链接写入；请直接写真实的路径。",
            path);
        break;
    default:
        err_set(err, ERR_IO, "E-FILE-010",
                "读写“%s”时出错，没有完成；请检查磁盘或换个位置再试。", path);
    }
    return err_detail(err, "errno %d", number);
}
