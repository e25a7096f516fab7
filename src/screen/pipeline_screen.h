/* What the rooms of a person's file share: pipeline_view.c (the view and its
   commands), pipeline_rows.c (the list), pipeline_draw.c (head, stages),
   pipeline_foot.c (what is said of a step), pipeline_forms.c (what is filled in
   from it), pipeline_helpers.c (who helps), pipeline_draft.c (what was begun
   before), pipeline_end.c (taking back, ending), pipeline_again.c (begun once
   more, a file opened again), pipeline_papers.c and
   pipeline_audit.c (lists of their own). */
#ifndef PBTUI_SCREEN_PIPELINE_SCREEN_H
#define PBTUI_SCREEN_PIPELINE_SCREEN_H

#include "memory_list.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/screen/app.h"

#define PIPELINE_REASON_CHARS 100

struct pipeline_view {
    struct view view;
    struct app *app;
    int64_t person, file; /* file 0: the newest of the person */
    struct arena arena;   /* what was read; anew with every reading */
    struct arena rows_arena;
    struct pipeline_file f;
    struct err err;
    struct listbox list;
    struct memory_list rows;
    bool wide;        /* rows with whole names */
    char end_kind[4]; /* while F8 asks */
    int back_no;      /* … the step that is taken back */
    int again_no;     /* … that is begun once more */
    int64_t replaced; /* the helper whose end is being written: then his
                         successor is asked for */
    int end_on;
    char end_reason[PIPELINE_REASON_CHARS * 4 + 1]; /* as it was refused */
};

/* Reads the file again; the cursor stays on its step. */
void pipeline_view_load(struct pipeline_view *v);
/* The step under the cursor; never 0. */
int pipeline_view_step(const struct pipeline_view *v);

/* ---- list and head ---------------------------------------------------- */
#define PIPELINE_COLUMNS 7
/* Narrow, wide. */
extern const struct list_column pipeline_columns[2][PIPELINE_COLUMNS];
void pipeline_rows_make(struct pipeline_view *v);
const char *pipeline_mark(enum step_state state);
enum role pipeline_role(enum step_state state);
/* Rows that head and foot take in a screen of that size. */
int pipeline_head_rows(struct rect area);
int pipeline_foot_rows(struct rect area);
void pipeline_draw_head(struct pipeline_view *v, struct canvas *c,
                        struct rect area);
void pipeline_draw_foot(const struct pipeline_view *v, struct canvas *c,
                        struct rect area);
/* All that the foot has to say, and the rule rows of the step. */
void pipeline_help(const struct pipeline_view *v, struct strbuf *out);

/* ---- what is done from it --------------------------------------------- */
void pipeline_open_step(struct pipeline_view *v);
/* Goes on with what was begun of that step; false: nothing was. */
bool pipeline_resume_step(struct pipeline_view *v, int no);
/* Where the step is done by entries, one of that kind. */
void pipeline_fill_step(struct pipeline_view *v, const char *kind);
void pipeline_new_part(struct pipeline_view *v);
void pipeline_open_parts(struct pipeline_view *v);
/* A new record of the file, and its form. */
struct record pipeline_part_of(struct pipeline_view *v, const struct ledger *l);
void pipeline_open_new(struct pipeline_view *v, struct record *r);
/* Of whom the step under the cursor names, the code; NULL: nobody. */
const char *pipeline_role_here(const struct pipeline_view *v);
void pipeline_ask_helper(struct pipeline_view *v);
/* Once the end of one was saved, the form of who takes his place. */
void pipeline_ask_successor(struct pipeline_view *v);
void pipeline_ask_end(struct pipeline_view *v);
/* The step that may be begun once more here: the one under the cursor, or what
   holds it up; 0 none. */
int pipeline_again_here(const struct pipeline_view *v);
/* Opens a file that was ended by hand again. */
void pipeline_ask_reopen(struct pipeline_view *v);
void pipeline_ask_again(struct pipeline_view *v, int no);
/* As pipeline_resume_step, of a second attempt. */
bool pipeline_resume_again(struct pipeline_view *v, int no);
void pipeline_papers_open(struct app *app, int64_t file, int step);
/* Stands over the file; Enter moves its cursor. */
void pipeline_audit_open(struct pipeline_view *v);

/* ---- pipeline_paper_lines.c ---- */
struct paper_line {
    int no;
    const char *name;
    bool local;
    const struct record *r; /* NULL: not there */
};
/* The papers of a step: those that are asked for, then what else is there, also
   of an attempt that was dropped.  Returns how many. */
size_t pipeline_paper_lines(const struct pipeline_file *f, struct arena *a,
                            int no, struct paper_line *out);

#endif
