/* The check, cheapest questions first: pages and indexes of the file, foreign
   keys, schema, audit chain, replay of the audit against the rows, the index
   for searching, and what this PC remembers.  It only reads, in one
   transaction, and it only tells: nothing is repaired here.  An index that is
   wrong is marked afterwards, so that the next opening makes it anew.

   What it cannot find: a ledger whose rows and whole audit were rewritten
   consistently.  Only the memory of a PC, a backup or a printed code can. */
#include "pbtui/store/check.h"

#include <stdarg.h>
#include <string.h>

#include "checking.h"
#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "searching.h"

/* More of one kind than this help nobody. */
#define SAME_KIND_MAX 20

void checking_add(struct checking *c, const char *code, const char *table,
                  int64_t row_id, int64_t seq, const char *fmt, ...)
{
    size_t same = 0;
    for (size_t i = 0; i < c->n; i++) {
        same += strcmp(c->findings[i].code, code) == 0;
    }
    if (same >= SAME_KIND_MAX) {
        c->left_out++;
        return;
    }
    struct strbuf plain;
    struct strbuf shown;
    sb_init(&plain);
    sb_init(&shown);
    va_list ap;
    va_start(ap, fmt);
    sb_addv(&plain, fmt, ap);
    va_end(ap);
    text_out(&shown, plain.s, plain.len, TEXT_LINE);
    MEM_PUSH(c->findings, c->n, c->cap);
    c->findings[c->n++] = (struct check_finding){
        .code = code,
        .table = table,
        .row_id = row_id,
        .seq = seq,
        .text = arena_strn(c->arena, shown.s, shown.len)};
    sb_clear(&plain);
    sb_clear(&shown);
}

bool checking_step(struct checking *c, int percent, struct err *err)
{
    if (c->step == NULL || c->step(c->ctx, percent)) {
        return true;
    }
    return err_set(err, ERR_RULE, "E-CHECK-001",
                   "检查没有做完就停了，不能说明账本是否完好。"
                   "请有空时再做一次。");
}

static void tell_damage(struct checking *c, const char *words)
{
    checking_add(c, "E-CHECK-010", "", 0, 0,
                 "账本文件内部有损坏（%s）。请不要再登记，"
                 "先把文件另存一份，再从备份恢复。",
                 words);
}

/* SQLite's own check may stumble over what it looks for.  That is a finding as
   any other: what can still be read is looked at all the same. */
static bool check_file(struct checking *c, struct err *err)
{
    struct stmt st;
    struct err why = ERR_INIT;
    stmt_open(&st, c->db, SQL("pragma integrity_check(20)"));
    while (stmt_row(&st)) {
        const char *words = stmt_col_text(&st, 0);
        if (strcmp(words, "ok") != 0) {
            tell_damage(c, words);
        }
    }
    if (stmt_done(&st, &why)) {
        return true;
    }
    if (err_is(&why, "E-DB-011")) {
        tell_damage(c, "检查中断");
        return true;
    }
    if (err != NULL) {
        *err = why;
    }
    return false;
}

static bool check_foreign_keys(struct checking *c, struct err *err)
{
    struct stmt st;
    stmt_open(&st, c->db, SQL("pragma foreign_key_check"));
    while (stmt_row(&st)) {
        const char *table = arena_str(c->arena, stmt_col_text(&st, 0));
        int64_t id = stmt_col_int(&st, 1);
        checking_add(c, "E-CHECK-020", table, id, 0,
                     "表 %s 第 %lld 行引用了 %s 里不存在的记录。"
                     "请从备份恢复，或撤销最近的改动。",
                     table, (long long)id, stmt_col_text(&st, 2));
    }
    return stmt_done(&st, err);
}

/* memory_check speaks through the warnings of the connection; here its words
   become findings and are taken off that list again. */
static bool check_memory(struct checking *c, struct err *err)
{
    struct db *db = c->db;
    const int before = db->n_warnings;
    bool ok = memory_check(db, err);
    for (int i = before; i < db->n_warnings; i++) {
        checking_add(c, "E-CHECK-060", "", 0, 0, "%s", db->warnings[i]);
        mem_free(db->warnings[i]);
        db->warnings[i] = NULL;
    }
    db->n_warnings = before;
    return ok;
}

static bool run_stages(struct checking *c, struct err *err)
{
    return checking_step(c, 0, err) && check_file(c, err) &&
           checking_step(c, 25, err) && check_foreign_keys(c, err) &&
           checking_step(c, 28, err) && check_schema(c, err) &&
           checking_step(c, 30, err) && check_chain(c, 30, 65, err) &&
           check_rows(c, 65, 97, err) && checking_step(c, 97, err) &&
           check_search(c, err) && check_memory(c, err) &&
           checking_step(c, 100, err);
}

static void report(struct checking *c, struct check_report *out)
{
    if (c->left_out > 0) {
        checking_add(c, "E-CHECK-002", "", 0, 0,
                     "同类问题还有 %zu 处，没有一一列出。", c->left_out);
    }
    out->n = c->n;
    out->findings = arena_array(c->arena, c->n, sizeof *out->findings);
    if (c->n > 0) {
        memcpy(out->findings, c->findings, c->n * sizeof *out->findings);
    }
    out->entries = c->entries;
    out->rows = c->rows;
    out->n_search = c->n_search;
}

bool check_run(struct db *db, struct arena *a, struct check_report *out,
               bool (*step)(void *ctx, int percent), void *ctx, struct err *err)
{
    memset(out, 0, sizeof *out);
    struct checking c = {.db = db, .arena = a, .step = step, .ctx = ctx};
    if (db->version > migrate_newest(db)) {
        return err_set(err, ERR_RULE, "E-CHECK-003",
                       "账本由更新版本的程序创建（架构 %d），本程序不认识它的"
                       "新内容，无法核对。请用那个版本的程序核对。",
                       db->version);
    }
    if (!tx_begin(db, TX_READ, err)) {
        return false;
    }
    bool ok = run_stages(&c, err);
    /* What was found before a stop or a failure is told as well. */
    report(&c, out);
    mem_free(c.findings);
    tx_rollback(db);
    if (c.n_search > 0) {
        search_mark_stale(db);
    }
    return ok;
}
