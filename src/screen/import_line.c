/* A row of the file in words: its fate, and what there is to say of it. */
#include <string.h>

#include "import_screen.h"

#include "pbtui/base/strbuf.h"

const char *import_fate_word(enum import_fate fate)
{
    static const char *const words[IMPORT_FATES] = {
        [IMPORT_FATE_NEW] = "新增",     [IMPORT_FATE_SAME] = "一样",
        [IMPORT_FATE_FILL] = "补充",    [IMPORT_FATE_CONFLICT] = "不一致",
        [IMPORT_FATE_TWICE] = "重复",   [IMPORT_FATE_BAD] = "有问题",
        [IMPORT_FATE_SKIPPED] = "略过",
    };
    return words[fate];
}

bool import_line_counts(const struct import_line *line)
{
    return line->fate == IMPORT_FATE_NEW || line->fate == IMPORT_FATE_FILL ||
           line->fate == IMPORT_FATE_CONFLICT;
}

size_t import_line_items(const struct import_line *line)
{
    return line->n_differences + line->n_fills;
}

const struct import_difference *import_line_item(const struct import_line *line,
                                                 size_t at)
{
    return at < line->n_differences ? &line->differences[at]
                                    : &line->fills[at - line->n_differences];
}

/* How many of its differences go to the file's value. */
static size_t taken(const struct importing *i, const struct import_line *line)
{
    size_t n = 0;
    for (size_t k = 0; k < line->n_differences; k++) {
        n += importing_takes(i, line->row, line->differences[k].column);
    }
    return n;
}

const char *import_line_word(const struct importing *i,
                             const struct import_line *line)
{
    if (importing_is_left(i, line->row)) {
        return "不导入";
    }
    return line->fate == IMPORT_FATE_CONFLICT && taken(i, line) > 0
               ? "用文件的"
               : import_fate_word(line->fate);
}

/* A sentence has its own end. */
static void add_joint(struct strbuf *sb)
{
    static const char end[] = "。";
    size_t n = sizeof end - 1;
    bool ended = sb->len >= n && strcmp(sb->s + sb->len - n, end) == 0;
    sb_add(sb, sb->len > 0 && !ended ? "；" : "");
}

static void add_fault(struct strbuf *sb, const struct import_fault *f)
{
    add_joint(sb);
    if (f->value[0] != '\0') {
        sb_addf(sb, "%s“%s”：", f->head, f->value);
    } else if (f->head[0] != '\0') {
        sb_addf(sb, "%s：", f->head);
    }
    sb_add(sb, f->reason);
}

/* What stops the row comes first, what was only mended last: a list shows the
   beginning. */
static void add_faults(struct strbuf *sb, const struct import_line *line)
{
    for (int turn = 0; turn < 3; turn++) {
        for (size_t k = 0; k < line->n_faults; k++) {
            const struct import_fault *f = &line->faults[k];
            if ((f->mended ? 2 : f->warns ? 1 : 0) == turn) {
                add_fault(sb, f);
            }
        }
    }
}

static void add_differences(struct strbuf *sb, const struct importing *i,
                            const struct import_line *line)
{
    for (size_t k = 0; k < line->n_differences; k++) {
        const struct import_difference *d = &line->differences[k];
        bool takes = importing_takes(i, line->row, d->column);
        add_joint(sb);
        sb_addf(sb, "%s 账本 %s，文件 %s%s", d->label, d->here, d->there,
                takes ? "（用文件的）" : "");
    }
    for (size_t k = 0; k < line->n_fills; k++) {
        const struct import_difference *d = &line->fills[k];
        add_joint(sb);
        sb_addf(sb, line->fate == IMPORT_FATE_NEW ? "%s %s" : "%s 补 %s",
                d->label, d->there);
    }
}

const char *import_line_about(const struct importing *i, struct arena *a,
                              const struct import_line *line)
{
    struct strbuf sb;
    sb_init(&sb);
    if (line->twin > 0 && line->n_faults == 0) {
        sb_addf(&sb, "和第 %zu 行是同一%s，不再导入", line->twin,
                i->ledger->noun);
    }
    if (line->fate == IMPORT_FATE_SAME && line->by[0] != '\0') {
        sb_addf(&sb, "凭%s认出", line->by);
    }
    if (line->fate == IMPORT_FATE_NEW) {
        add_faults(&sb, line);
        add_differences(&sb, i, line);
    } else {
        add_differences(&sb, i, line);
        add_faults(&sb, line);
    }
    const char *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return out;
}
