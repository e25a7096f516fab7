/* What a form is: title, paper, source and so on.  Each stands once, anywhere
   in the file; they are taken before the things on the page, which are checked
   against them. */
#include "form_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

enum head {
    HEAD_TITLE,
    HEAD_NAME,
    HEAD_ABOUT,
    HEAD_PAPER,
    HEAD_SOURCE,
    HEAD_WHEN,
    HEAD_FILE,
    HEAD_EACH,
    HEAD_HEADING,
    HEAD_FOOTER,
    HEAD_OFFER,
    HEAD_RANK
};

const char *const form_head_keys[] = {
    "title", "name",    "about",  "paper", "source", "when", "file",
    "each",  "heading", "footer", "offer", "rank",   NULL};

/* ---- one key --------------------------------------------------------------
 */

static void take_paper(struct form_reader *r, const char *value)
{
    r->form->paper = arena_str(r->arena, value);
    r->sheet = sheet_find(r->sheets, value);
    if (r->sheet == NULL) {
        const char **names =
            arena_array(r->arena, r->sheets->n + 1, sizeof *names);
        for (size_t i = 0; i < r->sheets->n; i++) {
            names[i] = r->sheets->list[i].name;
        }
        form_wrong(r, "没有“%s”这种纸张，可以写：%s", value,
                   form_words(r->arena, names));
    }
}

static void take_source(struct form_reader *r, const char *value)
{
    size_t n = 0;
    while (r->sources[n] != NULL && strcmp(r->sources[n]->name, value) != 0) {
        n++;
    }
    r->form->source = r->sources[n];
    if (r->form->source == NULL) {
        const char **names = arena_array(r->arena, n + 1, sizeof *names);
        for (size_t i = 0; i < n; i++) {
            names[i] = r->sources[i]->name;
        }
        form_wrong(r, "没有“%s”这个数据来源，可以写：%s", value,
                   form_words(r->arena, names));
    }
}

static void take_each(struct form_reader *r, const char *value)
{
    r->form->each = form_word(r->arena, &value);
    r->form->together = strcmp(value, "together") == 0;
    if (value[0] != '\0' && !r->form->together) {
        form_wrong(r, "列表后面的“%s”看不懂，只能写 together（接着印，不换页）",
                   value);
    }
}

/* True for no. */
static bool take_no(struct form_reader *r, const char *key, const char *what,
                    const char *value)
{
    bool no = strcmp(value, "no") == 0;
    if (!no && strcmp(value, "yes") != 0) {
        form_wrong(r, "%s 只能写 yes 或 no（%s）", key, what);
    }
    return no;
}

static void take_footer(struct form_reader *r, const char *value)
{
    static const char *const words[] = {
        [FOOTER_FULL] = "full", [FOOTER_PAGE] = "page", [FOOTER_NONE] = "no"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(value, words[i]) == 0) {
            r->form->footer = (enum form_footer)i;
            return;
        }
    }
    form_wrong(r, "footer 只能写 full（有校验码）、page（只有页码）或 no"
                  "（不印页脚）");
}

static void take(struct form_reader *r, enum head head, const char *value)
{
    struct form *f = r->form;
    switch (head) {
    case HEAD_TITLE:
        f->heading = arena_str(r->arena, value);
        break;
    case HEAD_NAME:
        f->title = arena_str(r->arena, value);
        break;
    case HEAD_ABOUT:
        f->about = arena_str(r->arena, value);
        break;
    case HEAD_PAPER:
        take_paper(r, value);
        break;
    case HEAD_SOURCE:
        take_source(r, value);
        break;
    case HEAD_WHEN:
        f->when_value = form_word(r->arena, &value);
        f->when_word = arena_str(r->arena, value);
        break;
    case HEAD_FILE:
        f->file = arena_str(r->arena, value);
        break;
    case HEAD_EACH:
        take_each(r, value);
        break;
    case HEAD_HEADING:
        r->no_heading = take_no(r, "heading", "不印标题", value);
        break;
    case HEAD_FOOTER:
        take_footer(r, value);
        break;
    case HEAD_OFFER:
        f->part = take_no(r, "offer", "不单独列出", value);
        break;
    case HEAD_RANK:
        form_number(r, value, 1, FORM_LAST, &f->rank);
        break;
    }
}

bool form_take_head(struct form_reader *r, const struct ini_key *k)
{
    size_t i = 0;
    while (form_head_keys[i] != NULL &&
           strcmp(form_head_keys[i], k->key) != 0) {
        i++;
    }
    if (form_head_keys[i] == NULL) {
        return false;
    }
    if (r->head_line[i] != 0) {
        form_wrong(r, "%s 在第 %d 行已经写过，只能写一次", k->key,
                   r->head_line[i]);
        return true;
    }
    r->head_line[i] = k->line;
    if (k->value[0] == '\0') {
        form_wrong(r, "%s 后面是空的；请填上，或删去这一行", k->key);
        return true;
    }
    take(r, (enum head)i, k->value);
    return true;
}

/* ---- all of them ----------------------------------------------------------
 */

static void must_have(struct form_reader *r, enum head head, const char *what)
{
    if (r->head_line[head] == 0) {
        r->line = 1;
        form_wrong(r, "缺少 %s（%s）", form_head_keys[head], what);
    }
}

/* {kind}记录 → 记录 */
static const char *without_holes(struct arena *a, const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    while (*text != '\0') {
        size_t n = strcspn(text, "{");
        sb_addn(&sb, text, n);
        text += n;
        n = strcspn(text, "}");
        text += n + (text[n] == FORM_CLOSE);
    }
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

/* The title is on the paper and, without its holes, in lists. */
static void settle_title(struct form_reader *r)
{
    struct form *f = r->form;
    r->line = r->head_line[HEAD_TITLE];
    if (f->title[0] == '\0') {
        f->title = without_holes(r->arena, f->heading);
    }
    if (f->title[0] == '\0' && r->line > 0) {
        form_wrong(r, "标题全由花括号组成，列表里没有名字可显示；"
                      "请加一行 name = 表名");
    }
    form_check_text(r, f->heading);
    f->heading = r->no_heading ? "" : f->heading;
}

void form_check_head(struct form_reader *r)
{
    struct form *f = r->form;
    must_have(r, HEAD_TITLE, "表名");
    must_have(r, HEAD_PAPER, "纸张");
    must_have(r, HEAD_SOURCE, "数据来源");
    r->line = r->head_line[HEAD_EACH];
    if (f->each[0] != '\0' && !form_check_list(r, f->each)) {
        f->each = "";
    }
    settle_title(r);
    r->line = r->head_line[HEAD_WHEN];
    if (f->when_value[0] != '\0') {
        form_check_name(r, f->when_value);
    }
    r->line = r->head_line[HEAD_FILE];
    form_check_text(r, f->file);
}
