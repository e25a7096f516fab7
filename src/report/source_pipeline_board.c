/* 发展党员 of a branch on a day: who stands where, the year's plan, and per
   person what comes next, from and until when, what is missing and who must
   act. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_pipeline.h"
#include "source_say.h"

static const char *const stage_columns[] = {"no", "title", "n", "names", NULL};
enum { N_STAGE = 4 };
static const char *const people_columns[] = {
    "no",       "stage",  "name",  "state",  "since", "days", "next",
    "earliest", "latest", "waits", "papers", "who",   NULL};
enum { N_PEOPLE = 12 };
static const char *const warning_columns[] = {"no",   "due",  "late", "name",
                                              "step", "text", NULL};
enum { N_WARNING = 6 };

struct putting {
    struct form_data *d;
    struct arena *a;
    int day;
    const struct pipeline_rules *rules;
    const struct pipeline_board *board;
};

static void put_stages(const struct putting *p)
{
    form_list_begin(p->d, "stages", stage_columns, N_STAGE);
    for (int s = 0; s < PIPELINE_STAGES; s++) {
        const char *names = "";
        for (size_t i = 0; i < p->board->n; i++) {
            const struct pipeline_row *r = &p->board->rows[i];
            names = r->stage != (enum pipeline_stage)s
                        ? names
                        : track_join(p->a, names, "、", r->name);
        }
        const char *const cells[N_STAGE] = {
            say_number(p->a, s), track_stage((enum pipeline_stage)s),
            say_number(p->a, (int64_t)p->board->in_stage[s]), names};
        form_list_row(p->d, cells);
    }
}

enum { NAMES_MAX = 4 };

/* Names of the papers that a step that was taken lacks: some, and how many. */
static const char *missing(const struct putting *p,
                           const struct pipeline_row *row)
{
    int n = 0;
    const char *all = "";
    const struct pipeline_facts *f = &row->read->facts;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *s = &p->rules->steps[no];
        bool taken = f->steps[no].done && f->steps[no].on <= p->day;
        for (size_t i = 0; taken && i < s->n_papers; i++) {
            bool there =
                s->papers[i].local ||
                (s->papers[i].when[0] != '\0' &&
                 strstr(s->papers[i].when, f->steps[no].result) == NULL);
            for (size_t k = 0; !there && k < f->n_papers; k++) {
                there = f->papers[k].step == no &&
                        strcmp(f->papers[k].name, s->papers[i].name) == 0;
            }
            n += !there;
            all = there || n > NAMES_MAX
                      ? all
                      : track_join(p->a, all, "、", s->papers[i].name);
        }
    }
    return n > NAMES_MAX ? arena_printf(p->a, "%s等 %d 种", all, n) : all;
}

static void put_people(const struct putting *p)
{
    form_list_begin(p->d, "people", people_columns, N_PEOPLE);
    for (size_t i = 0; i < p->board->n; i++) {
        const struct pipeline_row *r = &p->board->rows[i];
        const struct pipeline_step *s = &p->rules->steps[r->next];
        bool known = r->since != DATE_NONE && r->since <= p->day;
        const char *const cells[N_PEOPLE] = {
            say_number(p->a, (int64_t)i + 1),
            say_number(p->a, r->stage),
            r->name,
            r->file == 0 ? arena_printf(p->a, "%s（未建档）", r->state)
                         : r->state,
            known ? say_iso(p->a, r->since) : "",
            known ? say_number(p->a, p->day - r->since) : "",
            r->next == 0 ? "" : arena_printf(p->a, "%d %s", r->next, s->abbr),
            say_iso(p->a, r->earliest),
            say_iso(p->a, r->latest),
            r->waits,
            missing(p, r),
            r->who};
        form_list_row(p->d, cells);
    }
}

static void put_warnings(const struct putting *p)
{
    int64_t no = 0;
    form_list_begin(p->d, "warnings", warning_columns, N_WARNING);
    for (size_t i = 0; i < p->board->n; i++) {
        const struct pipeline_row *r = &p->board->rows[i];
        for (size_t k = 0; k < r->verdict->n_warnings; k++) {
            const struct pipeline_warning *w = &r->verdict->warnings[k];
            const char *const cells[N_WARNING] = {
                say_number(p->a, ++no),
                say_iso(p->a, w->due),
                w->over ? "已超期" : "",
                r->name,
                arena_printf(p->a, "%d %s", w->step,
                             p->rules->steps[w->step].abbr),
                w->text};
            form_list_row(p->d, cells);
        }
    }
}

static void put_plan(const struct putting *p)
{
    const struct pipeline_board *b = p->board;
    form_set(p->d, "n", say_number(p->a, (int64_t)b->n));
    form_set(p->d, "plan_year", say_number(p->a, b->year));
    form_set(p->d, "quota", b->quota < 0 ? "" : say_number(p->a, b->quota));
    form_set(p->d, "used", say_number(p->a, b->used));
    form_set(p->d, "left",
             b->quota < 0 ? "" : say_number(p->a, b->quota - b->used));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct pipeline_board board;
    struct putting p = {d, d->arena, ask->book->day, book_pipeline(ask->book),
                        &board};
    if (!pipeline_board(&board, ask->book, d->arena, err)) {
        return false;
    }
    put_plan(&p);
    put_stages(&p);
    put_people(&p);
    put_warnings(&p);
    return true;
}

static const char *const values[] = {"n",    "plan_year", "quota",
                                     "used", "left",      NULL};

static const struct source_list lists[] = {
    {"stages", stage_columns},
    {"people", people_columns},
    {"warnings", warning_columns},
};

const struct source source_pipeline_board = {
    .name = "pipeline_board",
    .asks = ASKS_DAY,
    .ledger = &ledger_candidacy,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
