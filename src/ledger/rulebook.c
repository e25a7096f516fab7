/* Rule files of the ledger, each read when it is first asked for: a start that
   only shows a list does without any.

   What is wrong with the clerk's own rows never stops the program: they are
   left out and the first complaint is kept for the start. */
#include "pbtui/ledger/rulebook.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/session.h"

#define OWN_RULES_MAX 65536

struct rulebook {
    struct kinds kinds;
    struct vote_rules votes;
    struct duties duties;
    struct dues_rules *dues;
    struct pipeline_rules pipeline;
    struct milestone_rules milestones;
    bool has_kinds, has_votes, has_duties, has_pipeline, has_milestones;
};

static struct rulebook *rulebook_of(struct session *s)
{
    if (s->rulebook == NULL) {
        s->rulebook = arena_alloc(&s->arena, sizeof *s->rulebook);
    }
    return s->rulebook;
}

static void complain(struct session *s, const char *name, const char *text)
{
    if (s->complaint[0] == '\0') {
        s->complaint =
            arena_printf(&s->arena, "本单位规定 %s 未用上：%s", name, text);
    }
}

/* Complaints of rule files say their line themselves. */
static void complain_first(struct session *s, const char *name,
                           const struct ini_complaint *list, size_t n)
{
    if (n > 0) {
        complain(s, name,
                 strstr(list[0].text, "行") != NULL
                     ? list[0].text
                     : arena_printf(&s->arena, "第 %d 行：%s", list[0].line,
                                    list[0].text));
    }
}

static void own_path(struct strbuf *out, const char *name)
{
    file_place(out, PLACE_CONFIG, name);
}

static bool has_own(const char *name)
{
    struct strbuf path;
    sb_init(&path);
    own_path(&path, name);
    bool there = file_exists(path.s);
    sb_clear(&path);
    return there;
}

/* NULL when there is none, or none that can be read. */
static const char *own_text(struct session *s, const char *name)
{
    const char *text = NULL;
    struct strbuf path;
    struct strbuf own;
    struct err err = ERR_INIT;
    sb_init(&path);
    sb_init(&own);
    own_path(&path, name);
    if (file_exists(path.s)) {
        if (file_read_trusted(&own, path.s, OWN_RULES_MAX, &err)) {
            text = arena_str(&s->arena, own.s);
        } else {
            complain(s, name, err.text);
        }
    }
    sb_clear(&own);
    sb_clear(&path);
    return text;
}

static const char *builtin_text(const char *name)
{
    const struct embed_file *f = embed_find(name);
    if (f == NULL) {
        die("%s is not compiled in", name);
    }
    return f->text;
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        die("%s %s", err->code, err->text);
    }
}

static void load_standing(struct session *s)
{
    struct err err = ERR_INIT;
    const char *name = "rules/roster.ini";
    must(standing_load(&s->rules, &s->arena, builtin_text(name),
                       own_text(s, name), &err),
         &err);
    complain_first(s, name, s->rules.complaints, s->rules.n_complaints);
    s->book.rules = &s->rules;
}

const struct standing_rules *book_rules(struct book *b)
{
    if (b->rules == NULL) {
        load_standing(b->session);
    }
    return b->rules;
}

const struct kinds *book_kinds(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (!r->has_kinds) {
        struct err err = ERR_INIT;
        const char *name = "rules/kinds.ini";
        must(kinds_load(&r->kinds, &s->arena, builtin_text(name),
                        own_text(s, name), &err),
             &err);
        complain_first(s, name, r->kinds.complaints, r->kinds.n_complaints);
        r->has_kinds = true;
    }
    return &r->kinds;
}

const struct vote_rules *book_votes(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (!r->has_votes) {
        struct err err = ERR_INIT;
        const char *name = "rules/votes.ini";
        must(vote_rules_load(&r->votes, &s->arena, builtin_text(name),
                             own_text(s, name), &err),
             &err);
        complain_first(s, name, r->votes.complaints, r->votes.n_complaints);
        r->has_votes = true;
    }
    return &r->votes;
}

const struct duties *book_duties(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (!r->has_duties) {
        struct err err = ERR_INIT;
        const char *name = "rules/duties.ini";
        must(duties_load(&r->duties, &s->arena, builtin_text(name),
                         own_text(s, name), &err),
             &err);
        complain_first(s, name, r->duties.complaints, r->duties.n_complaints);
        r->has_duties = true;
    }
    return &r->duties;
}

const struct dues_rules *book_dues(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (r->dues == NULL) {
        struct err err = ERR_INIT;
        const char *name = "rules/dues.ini";
        must(dues_load(&r->dues, &s->arena, builtin_text(name),
                       own_text(s, name), &err),
             &err);
        size_t n = 0;
        const struct ini_complaint *list = dues_complaints(r->dues, &n);
        complain_first(s, name, list, n);
    }
    return r->dues;
}

const struct pipeline_rules *book_pipeline(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (!r->has_pipeline) {
        struct err err = ERR_INIT;
        const char *name = "rules/pipeline.ini";
        must(pipeline_load(&r->pipeline, &s->arena, builtin_text(name),
                           own_text(s, name), &err),
             &err);
        complain_first(s, name, r->pipeline.complaints,
                       r->pipeline.n_complaints);
        r->has_pipeline = true;
    }
    return &r->pipeline;
}

const struct milestone_rules *book_milestones(struct book *b)
{
    struct session *s = b->session;
    struct rulebook *r = rulebook_of(s);
    if (!r->has_milestones) {
        struct err err = ERR_INIT;
        const char *name = "rules/milestones.ini";
        must(milestones_load(&r->milestones, &s->arena, builtin_text(name),
                             own_text(s, name), &err),
             &err);
        complain_first(s, name, r->milestones.complaints,
                       r->milestones.n_complaints);
        r->has_milestones = true;
    }
    return &r->milestones;
}

void rulebook_own(struct session *s)
{
    if (has_own("rules/roster.ini")) {
        load_standing(s);
    }
    if (has_own("rules/kinds.ini")) {
        book_kinds(&s->book);
    }
    if (has_own("rules/votes.ini")) {
        book_votes(&s->book);
    }
    if (has_own("rules/duties.ini")) {
        book_duties(&s->book);
    }
    if (has_own("rules/dues.ini")) {
        book_dues(&s->book);
    }
    if (has_own("rules/pipeline.ini")) {
        book_pipeline(&s->book);
    }
    if (has_own("rules/milestones.ini")) {
        book_milestones(&s->book);
    }
}
