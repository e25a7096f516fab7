/* The rows [step.N] of pipeline.ini: what a step is called, who does it, what
   is filled in and what papers it leaves.

   An own row may change only what costs nothing: the short name, who does it
   and the papers asked for locally. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static const char *const stage_names[PIPELINE_STAGES] = {
    [STAGE_APPLICANT] = "applicant", [STAGE_ACTIVIST] = "activist",
    [STAGE_CANDIDATE] = "candidate", [STAGE_ADMISSION] = "admission",
    [STAGE_PROBATION] = "probation",
};

static bool complain(struct rule_file *f, const struct rule_row *r,
                     const char *key, const char *what)
{
    rule_complain(f, r, key, "%s", what);
    return false;
}

/* 1 … 25, or 0. */
static int number_of(const char *s)
{
    size_t n = strspn(s, "0123456789");
    if (n == 0 || n > 2 || s[n] != '\0' || s[0] == '0') {
        return 0;
    }
    int no = s[0] - '0';
    no = n == 2 ? no * 10 + (s[1] - '0') : no;
    return no <= PIPELINE_STEPS ? no : 0;
}

static bool take_stage(struct rule_file *f, const struct rule_row *r,
                       enum pipeline_stage *out)
{
    const char *value = rule_get(r, "stage");
    for (size_t i = 0; i < PIPELINE_STAGES; i++) {
        if (strcmp(stage_names[i], value) == 0) {
            *out = (enum pipeline_stage)i;
            return true;
        }
    }
    return complain(f, r, "stage", "stage 不认识，这一条没有采用。");
}

/* Names of papers onto the end of the step's. */
static void add_papers(struct arena *a, struct pipeline_step *s,
                       const char *value, bool local)
{
    const char *const *words = rule_words(a, value);
    size_t n = 0;
    while (words[n] != NULL) {
        n++;
    }
    struct pipeline_paper *all =
        arena_array(a, s->n_papers + n + 1, sizeof *all);
    if (s->n_papers > 0) {
        memcpy(all, s->papers, s->n_papers * sizeof *all);
    }
    for (size_t i = 0; i < n; i++) {
        const char *at = strchr(words[i], '@');
        all[s->n_papers + i] = (struct pipeline_paper){
            at == NULL ? words[i]
                       : arena_strn(a, words[i], (size_t)(at - words[i])),
            local, at == NULL ? "" : at + 1};
    }
    s->papers = all;
    s->n_papers += n;
}

static bool take_running(struct rule_file *f, const struct rule_row *r,
                         struct pipeline_step *s)
{
    const char *running = rule_get(r, "running");
    s->running = strcmp(running, "yes") == 0;
    if (running[0] != '\0' && !s->running && strcmp(running, "no") != 0) {
        return complain(f, r, "running",
                        "running 只能是 yes 或 no，这一条没有采用。");
    }
    s->since = number_of(rule_get(r, "since"));
    s->until = number_of(rule_get(r, "until"));
    if (s->running && (s->since == 0 || s->until == 0 || s->since >= s->no ||
                       s->until <= s->no)) {
        return complain(f, r, "since",
                        "逐次记载的步骤要写 since 和 until，这一条没有采用。");
    }
    return true;
}

static bool take_builtin(struct rule_file *f, const struct rule_row *r,
                         struct pipeline_step *s)
{
    struct arena *a = f->arena;
    s->name = rule_get(r, "name");
    s->who = rule_get(r, "who");
    if (s->name[0] == '\0' || s->who[0] == '\0') {
        return complain(f, r, NULL, "name 或 who 没有写，这一条没有采用。");
    }
    const char *abbr = rule_get(r, "abbr");
    s->abbr = abbr[0] == '\0' ? s->name : abbr;
    if (!take_stage(f, r, &s->stage) || !take_running(f, r, s)) {
        return false;
    }
    s->fields = rule_words(a, rule_get(r, "fields"));
    s->entries = rule_words(a, rule_get(r, "entries"));
    s->result = rule_get(r, "result");
    const char *const *results = rule_words(a, s->result);
    s->usual = results[0] == NULL ? "" : results[0];
    add_papers(a, s, rule_get(r, "papers"), false);
    add_papers(a, s, rule_get(r, "local_papers"), true);
    s->basis = rule_basis(a, r);
    return true;
}

/* The papers without those asked for locally. */
static void drop_local(struct arena *a, struct pipeline_step *s)
{
    struct pipeline_paper *kept = arena_array(a, s->n_papers + 1, sizeof *kept);
    size_t n = 0;
    for (size_t i = 0; i < s->n_papers; i++) {
        if (!s->papers[i].local) {
            kept[n++] = s->papers[i];
        }
    }
    s->papers = kept;
    s->n_papers = n;
}

static bool take_own(struct rule_file *f, const struct rule_row *r,
                     struct pipeline_step *s)
{
    static const char *const may[] = {"abbr", "who", "local_papers"};
    for (size_t i = 0; i < r->n_keys; i++) {
        bool found = false;
        for (size_t m = 0; m < ARRAY_LEN(may); m++) {
            found = found || strcmp(may[m], r->keys[i].key) == 0;
        }
        if (!found) {
            return complain(f, r, r->keys[i].key,
                            "步骤只能改 abbr、who 和 local_papers，这一条没有"
                            "采用；条件请写成 [guard.代码]。");
        }
    }
    if (r->from != DATE_NONE) {
        return complain(f, r, NULL,
                        "步骤的写法不分日期，不能写 from，这一条没有采用。");
    }
    const char *abbr = rule_get(r, "abbr");
    const char *who = rule_get(r, "who");
    const char *papers = rule_get(r, "local_papers");
    s->abbr = abbr[0] == '\0' ? s->abbr : abbr;
    s->who = who[0] == '\0' ? s->who : who;
    if (papers[0] != '\0') {
        drop_local(f->arena, s);
        add_papers(f->arena, s, strcmp(papers, "-") == 0 ? "" : papers, true);
    }
    return true;
}

bool pipe_take_step(struct rule_file *f, const struct rule_row *r,
                    struct pipeline_rules *out)
{
    int no = number_of(r->name + strlen("step."));
    if (no == 0) {
        return complain(f, r, NULL,
                        "步骤是 step.1 至 step.25，这一条没有采用。");
    }
    struct pipeline_step s = out->steps[no];
    if (!r->own && s.no != 0) {
        return complain(f, r, NULL, "这一步写了两次，这一条没有采用。");
    }
    s.no = no;
    if (!(r->own ? take_own(f, r, &s) : take_builtin(f, r, &s))) {
        return false;
    }
    out->steps[no] = s;
    return true;
}
