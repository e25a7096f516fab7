/* Small views over the screen: message, question, choice from a list, one line
   of input, calendar, progress.  The answer comes through a callback after the
   dialog has closed; there is no second loop. */
#ifndef PBTUI_TUI_DIALOG_H
#define PBTUI_TUI_DIALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/tui/listbox.h"
#include "pbtui/tui/view.h"

/* answer: index of the button, -1 for Esc. */
typedef void dialog_answer(void *ctx, struct ui *ui, int answer);
/* text: NULL for Esc. */
typedef void dialog_text(void *ctx, struct ui *ui, const char *text);
typedef void dialog_row(void *ctx, struct ui *ui, int64_t id);
typedef void dialog_day(void *ctx, struct ui *ui, int day);

/* Texts are copied and wrapped. */
void dialog_message(struct ui *ui, const char *title, const char *text);
void dialog_error(struct ui *ui, const struct err *err); /* text, code */
/* buttons: "保存", "放弃", "返回", NULL.  Left/Right/Tab move, Enter takes,
   digits 1–9 take at once, Esc is -1.  `safe` is the one it starts on.  A
   button that begins with a digit and a blank is taken by that one: where what
   lies below knows digits, too, and another one may have been meant for it. */
void dialog_ask(struct ui *ui, const char *title, const char *text,
                const char *const *buttons, int safe, dialog_answer *answer,
                void *ctx);
void dialog_input(struct ui *ui, const char *title, const char *text,
                  const char *initial, size_t max_chars, dialog_text *answer,
                  void *ctx);
/* A list to pick from, with filter as you type from the first key on.  The
   source is used until the answer; id 0 is Esc. */
void dialog_pick(struct ui *ui, const char *title,
                 const struct list_column *columns, size_t n_columns,
                 struct list_source source, int64_t start_id,
                 dialog_row *answer, void *ctx);
/* day: DATE_NONE is Esc.  Arrows by day and week, PgUp/PgDn by month, Ctrl+PgUp
   or Home/End by year, T today; digits type a date. */
void dialog_calendar(struct ui *ui, const char *title, int day,
                     dialog_day *answer, void *ctx);
/* Long text to read, scrolled, with find (help, history, a record). */
void dialog_text_view(struct ui *ui, const char *title, const char *text);

/* Long work on the one loop: paints, looks for Esc, false: stop. */
struct progress {
    struct ui *ui;
    const char *title;
    int64_t shown_at;
};
void progress_start(struct progress *p, struct ui *ui, const char *title);
bool progress_step(struct progress *p, int percent, const char *what);
void progress_end(struct progress *p);

#endif
