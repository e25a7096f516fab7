/* What the file picker is made of: file_pick.c (going about, the view) and
   file_pick_rows.c (what is typed, and the rows it leaves). */
#ifndef PBTUI_SCREEN_FILE_PICK_PARTS_H
#define PBTUI_SCREEN_FILE_PICK_PARTS_H

#include "file_list.h"
#include "memory_list.h"
#include "pbtui/screen/file_pick.h"

enum { FILE_COLUMNS = 3 };
extern const struct list_column file_columns[FILE_COLUMNS];

struct file_pick {
    struct view view;
    struct app *app;
    struct file_wish wish;
    char *folder; /* where we are: absolute */
    char *shown;  /* what `entries` are of; NULL: nothing yet */
    bool hidden;
    bool there;         /* it could be read */
    struct arena arena; /* of the entries */
    struct file_entry *entries;
    struct memory_list rows; /* one an entry, and .. among them */
    struct editline line;
    struct listbox box;
};

/* An input method brings ～／ and 、 where a path begins. */
const char *file_pick_path(struct arena *a, const char *typed);
struct list_source file_pick_source(struct file_pick *v);
/* What stands in a row; NULL: .. */
const struct file_entry *file_pick_entry(const struct file_pick *v, size_t row);

#endif
