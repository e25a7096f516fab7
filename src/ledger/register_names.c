/* What a field of a register may be called: it becomes a column of a table. */
#include "register_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

static bool is_column(const char *s)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyz";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t n = strlen(s);
    return n > 0 && n <= 24 && strchr(first, s[0]) != NULL &&
           strspn(s, letters) == n;
}

bool register_ends_in_fen(const char *s)
{
    size_t n = strlen(s);
    return strcmp(s, "fen") == 0 || (n > 4 && strcmp(s + n - 4, "_fen") == 0);
}

/* Words that SQL keeps for itself, and would not take for a column. */
static bool is_reserved(const char *s)
{
    static const char *const words[] = {"add",        "all",
                                        "alter",      "and",
                                        "as",         "between",
                                        "case",       "check",
                                        "collate",    "commit",
                                        "create",     "cross",
                                        "default",    "delete",
                                        "distinct",   "drop",
                                        "else",       "escape",
                                        "exists",     "foreign",
                                        "from",       "full",
                                        "group",      "having",
                                        "in",         "index",
                                        "inner",      "insert",
                                        "intersect",  "into",
                                        "is",         "isnull",
                                        "join",       "left",
                                        "limit",      "natural",
                                        "not",        "nothing",
                                        "notnull",    "null",
                                        "on",         "or",
                                        "order",      "outer",
                                        "primary",    "references",
                                        "returning",  "right",
                                        "select",     "set",
                                        "table",      "then",
                                        "to",         "transaction",
                                        "union",      "unique",
                                        "update",     "using",
                                        "values",     "when",
                                        "where",      "autoincrement",
                                        "constraint", "deferrable"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i], s) == 0) {
            return true;
        }
    }
    return false;
}

bool register_may_be_named(struct register_maker *m,
                           const struct register_section *s)
{
    static const char *const taken[] = {"id", "ver", "voided_on", "void_reason",
                                        REGISTER_BRANCH};
    for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
        if (strcmp(taken[i], s->name) == 0) {
            register_complain(m, s->line, "%s 是程序自己用的，请换一个名称",
                              s->name);
            return false;
        }
    }
    if (is_reserved(s->name)) {
        register_complain(m, s->line,
                          "%s 是数据库留用的词，请换一个名称，例如 %s_1",
                          s->name, s->name);
        return false;
    }
    if (!is_column(s->name)) {
        register_complain(m, s->line,
                          "[%s] 要用小写字母开头，只用小写字母、数字和下划线，"
                          "不超过 24 个",
                          s->name);
        return false;
    }
    return true;
}
