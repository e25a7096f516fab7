/* Editions in the audit: one note each, op "print", table "print.FORM", its
   reason a line of words that this room alone writes and reads:

       ask=2026-10 branch=1 nr=2 head=1842 on=2026-11-20 pages=12
       corrections=1 digest=… file=…

   A note is part of the chain and is never undone. */
#include "pbtui/ledger/editions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "edition_changes.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/attach.h"
#include "pbtui/store/audit.h"
#include "pbtui/store/change.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

#define OP_PRINT    "print"
#define PAGES_BYTES ((size_t)64 * 1024 * 1024)

static const char *table_of(struct arena *a, const struct edition_of *of)
{
    return arena_printf(a, "print.%s", of->form);
}

/* ---- the words of a note ---------------------------------------------------
 */

static const char *word_of(struct arena *a, const char *reason,
                           const char *name)
{
    size_t n = strlen(name);
    for (const char *p = reason; *p != '\0'; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (len > n && strncmp(p, name, n) == 0 && p[n] == '=') {
            return arena_strn(a, p + n + 1, len - n - 1);
        }
        p += len;
    }
    return "";
}

static int64_t number_of(struct arena *a, const char *reason, const char *name)
{
    return strtoll(word_of(a, reason, name), NULL, 10);
}

static bool code_at(struct db *db, struct arena *a, int64_t seq,
                    const char **code, struct err *err)
{
    struct audit_head head;
    char text[24];
    if (!audit_at(db, seq, &head, err)) {
        return false;
    }
    audit_code(&head, text);
    *code = arena_str(a, text);
    return true;
}

/* ---- reading ---------------------------------------------------------------
 */

/* A note among those of its form, and where it stands itself. */
struct noted {
    const struct audit_entry *entry;
    int64_t seq;
};

static bool find_note(struct book *b, struct arena *a,
                      const struct edition_of *of, int nr, struct noted *out,
                      struct err *err)
{
    struct audit_entry *list;
    size_t n;
    *out = (struct noted){NULL, 0};
    if (!audit_history(b->db, a, table_of(a, of), 0, &list, &n, err)) {
        return false;
    }
    for (size_t i = n; i > 0 && out->entry == NULL; i--) {
        const struct audit_entry *e = &list[i - 1];
        if (strcmp(e->op, OP_PRINT) == 0 &&
            number_of(a, e->reason, "branch") == b->branch &&
            strcmp(word_of(a, e->reason, "ask"), of->ask) == 0 &&
            (nr == 0 || number_of(a, e->reason, "nr") == nr)) {
            *out = (struct noted){e, e->seq};
        }
    }
    return true;
}

bool edition_read(struct book *b, struct arena *a, const struct edition_of *of,
                  int nr, bool *found, struct edition *out, struct err *err)
{
    struct noted note;
    if (!find_note(b, a, of, nr, &note, err)) {
        return false;
    }
    *found = note.entry != NULL;
    *out = (struct edition){.nr = 0};
    if (!*found) {
        return true;
    }
    const char *reason = note.entry->reason;
    *out = (struct edition){
        .nr = (int)number_of(a, reason, "nr"),
        .seq = number_of(a, reason, "head"),
        .on = word_of(a, reason, "on"),
        .by = note.entry->actor,
        .pages = (int)number_of(a, reason, "pages"),
        .corrections = (int)number_of(a, reason, "corrections"),
        .digest = word_of(a, reason, "digest"),
        .file = word_of(a, reason, "file"),
    };
    return code_at(b->db, a, out->seq, &out->code, err);
}

/* ---- how often --------------------------------------------------------------
 */

/* id-3,12 or id-3/text-80 */
static bool names_id(const char *ask, int64_t id)
{
    static const char lead[] = "id-";
    if (strncmp(ask, lead, strlen(lead)) != 0) {
        return false;
    }
    for (const char *s = ask + strlen(lead); *s >= '0' && *s <= '9';) {
        char *end;
        if (strtoll(s, &end, 10) == id) {
            return true;
        }
        s = *end == ',' ? end + 1 : end;
    }
    return false;
}

/* 2026-11-01..2026-11-30 */
static bool names_day(const char *ask, int day)
{
    enum { DAY = 10, DOTS = 2 };
    char from[DAY + 1] = "";
    char to[DAY + 1] = "";
    int first, last;
    if (strlen(ask) < 2 * DAY + DOTS || strncmp(ask + DAY, "..", DOTS) != 0) {
        return false;
    }
    memcpy(from, ask, DAY);
    memcpy(to, ask + DAY + DOTS, DAY);
    return date_read(from, &first) && date_read(to, &last) && first <= day &&
           day <= last;
}

static bool last_change(struct book *b, struct arena *a,
                        const struct edition_about *of, int64_t *seq,
                        struct err *err)
{
    struct audit_entry *list;
    size_t n;
    if (!audit_history(b->db, a, of->table, of->id, &list, &n, err)) {
        return false;
    }
    *seq = n > 0 ? list[n - 1].seq : 0;
    return true;
}

bool edition_count_prints(struct book *b, struct arena *a,
                          const struct edition_about *of, int *n,
                          struct err *err)
{
    struct audit_entry *list;
    size_t n_list;
    int64_t changed;
    struct edition_of paper = {.form = of->form};
    *n = 0;
    if (!last_change(b, a, of, &changed, err) ||
        !audit_history(b->db, a, table_of(a, &paper), 0, &list, &n_list, err)) {
        return false;
    }
    for (size_t i = 0; i < n_list; i++) {
        const char *reason = list[i].reason;
        const char *ask = word_of(a, reason, "ask");
        *n += strcmp(list[i].op, OP_PRINT) == 0 &&
              number_of(a, reason, "branch") == b->branch &&
              (names_id(ask, of->id) ||
               (names_day(ask, of->day) &&
                number_of(a, reason, "head") >= changed));
    }
    return true;
}

/* ---- the next one ----------------------------------------------------------
 */

bool edition_head(struct book *b, struct arena *a, struct edition *out,
                  struct err *err)
{
    struct audit_head head;
    char code[24];
    if (!audit_head(b->db, &head, err)) {
        return false;
    }
    audit_code(&head, code);
    *out = (struct edition){.seq = head.seq, .code = arena_str(a, code)};
    return true;
}

void edition_digest(const char *bytes, size_t n,
                    char out[EDITION_DIGEST_CHARS + 1])
{
    _Static_assert(EDITION_DIGEST_CHARS == ATTACH_HASH_CHARS, "one digest");
    attach_digest(bytes, n, out);
}

bool edition_next(struct book *b, struct arena *a, const struct edition_of *of,
                  const struct edition *head, const char *digest, bool *is_new,
                  struct edition *out, struct err *err)
{
    char today[11];
    struct noted first;
    bool found;
    if (!edition_read(b, a, of, 0, &found, out, err)) {
        return false;
    }
    *is_new = !found || strcmp(out->digest, digest) != 0;
    if (!*is_new) {
        return true;
    }
    int nr = out->nr + 1;
    if (!find_note(b, a, of, 1, &first, err)) {
        return false;
    }
    *out = (struct edition){
        .nr = nr,
        .seq = head->seq,
        .code = head->code,
        .on = arena_str(a, date_text(b->today, today)),
        .by = db_actor(b->db),
        .digest = arena_str(a, digest),
        .file = "",
    };
    return first.entry == NULL ||
           edition_count_changes(b, of, first.seq, &out->corrections, err);
}

/* ---- keeping ---------------------------------------------------------------
 */

static const char *reason_of(struct arena *a, const struct book *b,
                             const struct edition_of *of,
                             const struct edition *e)
{
    return arena_printf(a,
                        "ask=%s branch=%" PRId64 " nr=%d head=%" PRId64
                        " on=%s pages=%d corrections=%d digest=%s file=%s",
                        of->ask, b->branch, e->nr, e->seq, e->on, e->pages,
                        e->corrections, e->digest, e->file);
}

static bool moved_on(struct err *err)
{
    return err_set(err, ERR_RULE, "E-PAPER-002",
                   "排好版以后账本又有改动（可能是另一个窗口），没有印；"
                   "请返回，重新打印一次。");
}

bool edition_is_current(struct book *b, const struct edition_of *of,
                        int64_t seq, struct err *err)
{
    int changes;
    return edition_count_changes(b, of, seq, &changes, err) &&
           (changes == 0 || moved_on(err));
}

/* Nobody may have written between the head it carries and its note. */
static bool note(struct book *b, struct arena *a, const struct edition_of *of,
                 const struct edition *e, struct err *err)
{
    struct audit_head head;
    if (!audit_head(b->db, &head, err)) {
        return false;
    }
    if (head.seq != e->seq) {
        return moved_on(err);
    }
    return change_note(b->db, OP_PRINT, table_of(a, of), 0,
                       arena_printf(a, "印发%s（第 %d 次）", of->title, e->nr),
                       reason_of(a, b, of, e), err);
}

bool edition_put(struct book *b, struct arena *a, const struct edition_of *of,
                 struct edition *e, const char *bytes, size_t n,
                 struct err *err)
{
    char hash[ATTACH_HASH_CHARS + 1];
    if (!attach_put_bytes(b->db, bytes, n, hash, err)) {
        return false;
    }
    e->file = arena_str(a, hash);
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, note(b, a, of, e, err), err);
}

bool edition_pages(struct book *b, const struct edition *e, struct strbuf *out,
                   struct err *err)
{
    struct strbuf path;
    sb_init(&path);
    bool ok = attach_check(b->db, e->file, err) &&
              attach_path(b->db, e->file, &path) &&
              file_read(out, path.s, PAGES_BYTES, err);
    sb_clear(&path);
    return ok;
}

bool edition_files(struct book *b, struct arena *a, struct edition_file **out,
                   size_t *n, struct err *err)
{
    struct edition_file *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    /* '/' comes right behind '.': a range of the index, not the whole chain */
    stmt_open(&st, b->db,
              SQL("select seq, label, reason from audit"
                  " where tbl >= 'print.' and tbl < 'print/'"
                  " and op = 'print' order by seq"));
    while (stmt_row(&st)) {
        const char *reason = arena_str(a, stmt_col_text(&st, 2));
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct edition_file){
            .seq = stmt_col_int(&st, 0),
            .label = arena_str(a, stmt_col_text(&st, 1)),
            .on = word_of(a, reason, "on"),
            .hash = word_of(a, reason, "file"),
        };
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (v != NULL) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}
