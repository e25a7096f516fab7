/* Lists to choose from: in the sheet itself where all of it is short, else in a
   hidden sheet that the cells refer to.

   A spreadsheet takes 255 characters of a list that stands in the sheet, and
   knows only the comma to divide them; libxlsxwriter counts characters, too,
   but has room for so many bytes only. */
#include <stdio.h>
#include <string.h>

#include "book_parts.h"
#include "pbtui/base/err.h"
#include "pbtui/base/mem.h"

enum { LIST_BYTES = 255 };

#define CHOICES_SHEET "选项"

void book_list_add(struct book_list *list, const char *text)
{
    MEM_PUSH(list->texts, list->n, list->cap);
    list->texts[list->n++] = mem_str(text);
    MEM_PUSH(list->texts, list->n, list->cap);
    list->texts[list->n] = NULL;
}

void book_list_clear(struct book_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        mem_free(list->texts[i]);
    }
    mem_free(list->texts);
    *list = (struct book_list){.texts = NULL};
}

static bool is_short(const struct book_list *list)
{
    size_t bytes = 0;
    for (size_t i = 0; i < list->n; i++) {
        const char *s = list->texts[i];
        if (strpbrk(s, ",\"") != NULL) {
            return false;
        }
        bytes += strlen(s) + 1;
    }
    return bytes <= LIST_BYTES;
}

/* A name that no sheet has. */
static void name_sheet(struct book_choices *c, lxw_workbook *file)
{
    snprintf(c->name, sizeof c->name, CHOICES_SHEET);
    for (int i = 2; workbook_get_worksheet_by_name(file, c->name) != NULL;
         i++) {
        snprintf(c->name, sizeof c->name, CHOICES_SHEET "%d", i % 1000);
    }
}

void book_choose(struct book_choices *c, lxw_workbook *file,
                 lxw_worksheet *sheet, size_t first, size_t col,
                 struct book_list *list, const char *hint)
{
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_ANY};
    char range[80];
    char *message = hint != NULL ? mem_str(hint) : NULL;
    v.input_message = message;
    /* Several words in a cell, or a word that is new, are no mistake: the one
       who fills it in is asked, not stopped. */
    v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    const bool inside = list->n > 0 && is_short(list);
    if (inside) {
        v.validate = LXW_VALIDATION_TYPE_LIST;
        v.value_list = list->texts;
    } else if (list->n > 0) {
        if (c->n == 0) {
            name_sheet(c, file);
        }
        char letters[LXW_MAX_COL_NAME_LENGTH];
        lxw_col_to_name(letters, (lxw_col_t)c->n, LXW_TRUE);
        snprintf(range, sizeof range, "='%s'!%s$1:%s$%zu", c->name, letters,
                 letters, list->n);
        v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v.value_formula = range;
    }
    worksheet_data_validation_range(sheet, (lxw_row_t)first, (lxw_col_t)col,
                                    WORKBOOK_ROWS - 1, (lxw_col_t)col, &v);
    mem_free(message);
    if (list->n > 0 && !inside) {
        MEM_PUSH(c->lists, c->n, c->cap);
        c->lists[c->n++] = *list;
        *list = (struct book_list){.texts = NULL};
    }
    book_list_clear(list);
}

bool book_choices_end(struct book_choices *c, lxw_workbook *file,
                      struct book_count *out)
{
    *out = (struct book_count){0, 0};
    if (c->n == 0) {
        return true;
    }
    lxw_worksheet *sheet = workbook_add_worksheet(file, c->name);
    if (sheet == NULL) {
        return false;
    }
    worksheet_hide(sheet);
    for (bool more = true; more; out->rows += more) {
        more = false;
        for (size_t i = 0; i < c->n; i++) {
            if (out->rows < c->lists[i].n) {
                worksheet_write_string(sheet, (lxw_row_t)out->rows,
                                       (lxw_col_t)i,
                                       c->lists[i].texts[out->rows], NULL);
                out->cells++;
                more = true;
            }
        }
    }
    return true;
}

void book_choices_clear(struct book_choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        book_list_clear(&c->lists[i]);
    }
    mem_free(c->lists);
    *c = (struct book_choices){.lists = NULL};
}
