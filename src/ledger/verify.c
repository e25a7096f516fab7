/* The check of the file, of the accounts and of the files of 发展党员, one
   after the other, with one progress over all.  What stops the check of the
   books is a finding of its own: what was found before stays. */
#include "pbtui/ledger/verify.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/text/clean.h"

#define FILE_SHARE 85 /* of 100: where the accounts begin */

struct checking {
    struct arena *arena;
    bool (*step)(void *ctx, int percent);
    void *ctx;
    struct check_finding *v;
    size_t n, cap;
};

static bool step_file(void *ctx, int percent)
{
    struct checking *c = ctx;
    return c->step(c->ctx, percent * FILE_SHARE / 100);
}

/* Words of the ledger may stand in it: cleaned, as the file's check does. */
static void found(void *ctx, const char *code, const char *table, int64_t id,
                  const char *text)
{
    struct checking *c = ctx;
    struct strbuf shown;
    sb_init(&shown);
    text_out(&shown, text, strlen(text), TEXT_LINE);
    MEM_PUSH(c->v, c->n, c->cap);
    c->v[c->n++] = (struct check_finding){.code = arena_str(c->arena, code),
                                          .table = arena_str(c->arena, table),
                                          .row_id = id,
                                          .text = arena_str(c->arena, shown.s)};
    sb_clear(&shown);
}

/* What could not be looked at is not in order. */
static void found_failure(struct checking *c, const char *what,
                          const char *code, const struct err *why)
{
    const char *text = arena_printf(
        c->arena, "%s没有核对完：%s", what,
        why->text[0] != '\0' ? why->text : "原因不明，请从备份恢复。");
    found(c, why->code[0] != '\0' ? why->code : code, "", 0, text);
}

static void check_books(struct checking *c, struct book *b)
{
    struct err why = ERR_INIT;
    if (!dues_verify(b, c->arena, found, c, &why)) {
        found_failure(c, "党费账目", "E-DUES-115", &why);
    }
    why = (struct err)ERR_INIT;
    if (!pipeline_verify(b, found, c, &why)) {
        found_failure(c, "发展档案", "E-PIPE-222", &why);
    }
}

/* Behind what the file's check has found. */
static void add_findings(struct check_report *out, const struct checking *c)
{
    struct check_finding *all =
        arena_array(c->arena, out->n + c->n, sizeof *all);
    if (out->n > 0) {
        memcpy(all, out->findings, out->n * sizeof *all);
    }
    memcpy(all + out->n, c->v, c->n * sizeof *all);
    out->findings = all;
    out->n += c->n;
}

bool ledger_check(struct book *b, struct arena *a, struct check_report *out,
                  bool (*step)(void *ctx, int percent), void *ctx,
                  struct err *err)
{
    struct checking c = {.arena = a, .step = step, .ctx = ctx};
    if (!check_run(b->db, a, out, step != NULL ? step_file : NULL, &c, err)) {
        return false;
    }
    check_books(&c, b);
    if (c.n > 0) {
        add_findings(out, &c);
    }
    mem_free(c.v);
    if (step != NULL) {
        step(ctx, 100);
    }
    return true;
}
