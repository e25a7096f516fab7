/* Counting cash: how many notes and coins of each face, or their sum. */
#include "dues_count.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define NOTES_MAX   5 /* digits */
#define FACES_A_ROW 4
#define LABEL_COLS  7 /* of a face behind another one */

/* Tens of 元, 元, 角 and 分 in rows of their own. */
static bool begins_row(size_t i)
{
    return i == 0 || i == FACES_A_ROW ||
           (dues_faces[i].fen < 100 && dues_faces[i - 1].fen >= 100) ||
           (dues_faces[i].fen < 10 && dues_faces[i - 1].fen >= 10);
}

/* Labels end one below the other. */
static const char *joint_of(struct arena *a, const struct dues_face *face)
{
    int gap = LABEL_COLS - width_cols(face->title);
    const char *blanks = "       ";
    return arena_printf(a, "%s%s ", blanks + LABEL_COLS - (gap > 0 ? gap : 0),
                        face->title);
}

void count_items_make(struct count_form *f)
{
    f->items[COUNT_SUM] = (struct form_item){
        .name = "counted",
        .label = "点钞合计",
        .hint = "点出来的现金一共多少；也可以在下面写各种票面的张数",
        .editor = FORM_LINE,
        .kind = TEXT_NUMBER,
        .cols = 14,
        .max_chars = 24,
    };
    for (size_t i = 0; i < DUES_FACES; i++) {
        const struct dues_face *face = &dues_faces[i];
        f->items[COUNT_FIRST_FACE + i] = (struct form_item){
            .name = face->text,
            .label = face->title,
            .joint = begins_row(i) ? NULL : joint_of(&f->arena, face),
            .hint = "张数；不写就是没有",
            .editor = FORM_LINE,
            .kind = TEXT_NUMBER,
            .cols = 5,
            .max_chars = NOTES_MAX,
            .new_row = begins_row(i),
        };
    }
    f->items[COUNT_NOTE] = (struct form_item){
        .name = "note",
        .label = "备注",
        .editor = FORM_LINE,
        .cols = 40,
        .max_chars = 60,
        .new_row = true,
        .hidden = f->month,
    };
}

/* ---- notes ------------------------------------------------------------- */

static struct form_item *face_item(struct count_form *f, size_t i)
{
    return &f->items[COUNT_FIRST_FACE + i];
}

const char *count_notes(struct count_form *f, struct arena *a)
{
    const char *out = "";
    for (size_t i = 0; i < DUES_FACES; i++) {
        const char *n = formbox_get(face_item(f, i));
        if (n[0] != '\0') {
            out = arena_printf(a, "%s%s%s×%s", out, out[0] != '\0' ? " " : "",
                               dues_faces[i].text, n);
        }
    }
    return out;
}

void count_put_notes(struct count_form *f, const char *notes)
{
    for (size_t i = 0; i < DUES_FACES; i++) {
        char head[16];
        snprintf(head, sizeof head, "%s×", dues_faces[i].text);
        size_t n = strlen(head);
        for (const char *s = notes; *s != '\0';) {
            size_t len = strcspn(s, " ");
            if (len > n && strncmp(s, head, n) == 0) {
                formbox_type(face_item(f, i),
                             arena_strn(&f->arena, s + n, len - n));
            }
            s += len + (s[len] == ' ');
        }
    }
}

void count_follow(struct count_form *f)
{
    const char *notes = count_notes(f, &f->of->app->ui.frame);
    char text[32];
    int64_t fen;
    if (notes[0] != '\0' && dues_notes_read(notes, &fen, NULL)) {
        formbox_type(&f->items[COUNT_SUM], money_text(fen, text));
    }
}

bool count_read(struct count_form *f, int64_t *fen, struct err *err)
{
    const char *text = formbox_get(&f->items[COUNT_SUM]);
    *fen = -1;
    return text[0] == '\0' || money_parse(text, fen, err);
}
