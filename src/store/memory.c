/* What this PC remembers of each ledger: number and hash of its last audit
   entry, in <state_dir>/<uuid>/head.  It is the only thing that notices an
   older copy put over the ledger, or commits that a lying stick forgot.

   The file is renamed into place but not synced: it is written after each
   commit, and two more syncs would double the price of a save.  A power cut
   can thus leave an older memory or none.  Both only make it know less: an
   older (number, hash) is still part of the same chain, so it never raises a
   false alarm. */
#include "internal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/base/log.h"
#include "pbtui/base/strbuf.h"

#define HEAD_MAGIC "pbtui-head 1 "

enum { HEAD_LIMIT = 256 };

struct remembered {
    int64_t seq;
    char hex[2 * STORE_HASH + 1];
};

static void to_hex(const unsigned char *p, size_t n, char *hex)
{
    for (size_t i = 0; i < n; i++) {
        snprintf(hex + 2 * i, 3, "%02x", p[i]);
    }
}

static void head_path(const struct db *db, struct strbuf *out, const char *end)
{
    sb_init(out);
    sb_addf(out, "%s/head%s", db->state_dir, end);
}

/* ---- writing ------------------------------------------------------------ */

static bool write_head(const char *temp, const char *name, const char *line,
                       size_t n)
{
    unlink(temp); /* of a process with our number that died here */
    int fd =
        open(temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        return false;
    }
    bool ok = fchmod(fd, 0600) == 0 && write(fd, line, n) == (ssize_t)n;
    ok = close(fd) == 0 && ok;
    ok = ok && rename(temp, name) == 0;
    if (!ok) {
        unlink(temp);
    }
    return ok;
}

bool memory_save(struct db *db, int64_t seq,
                 const unsigned char hash[STORE_HASH])
{
    if (db->state_dir == NULL || db->in_memory) {
        return true;
    }
    char hex[2 * STORE_HASH + 1];
    to_hex(hash, STORE_HASH, hex);
    char line[HEAD_LIMIT];
    int n =
        snprintf(line, sizeof line, HEAD_MAGIC "%" PRId64 " %s\n", seq, hex);
    char end[32];
    snprintf(end, sizeof end, ".%ld.tmp", (long)getpid());
    struct strbuf temp;
    struct strbuf name;
    head_path(db, &temp, end);
    head_path(db, &name, "");
    bool ok = write_head(temp.s, name.s, line, (size_t)n);
    if (!ok && file_make_dirs(db->state_dir, NULL)) {
        ok = write_head(temp.s, name.s, line, (size_t)n);
    }
    if (!ok) {
        log_line("head of the ledger not remembered at %" PRId64, seq);
    }
    sb_clear(&temp);
    sb_clear(&name);
    return ok;
}

/* ---- comparing ---------------------------------------------------------- */

/* False when there is none, or it is damaged: then nothing is remembered. */
static bool read_head(const struct db *db, struct remembered *out)
{
    struct strbuf name;
    struct strbuf text;
    head_path(db, &name, "");
    sb_init(&text);
    bool ok = file_exists(name.s) &&
              file_read(&text, name.s, HEAD_LIMIT, NULL) &&
              strncmp(text.s, HEAD_MAGIC, strlen(HEAD_MAGIC)) == 0;
    if (ok) {
        char *end = NULL;
        out->seq = strtoll(text.s + strlen(HEAD_MAGIC), &end, 10);
        ok = out->seq > 0 && *end == ' ' &&
             strspn(end + 1, "0123456789abcdef") == 2 * (size_t)STORE_HASH &&
             strcmp(end + 1 + 2 * (size_t)STORE_HASH, "\n") == 0;
        if (ok) {
            memcpy(out->hex, end + 1, 2 * (size_t)STORE_HASH);
            out->hex[2 * STORE_HASH] = '\0';
        }
    }
    sb_clear(&name);
    sb_clear(&text);
    return ok;
}

/* The ledger's last entry (*seq 0: none yet) and what it has at `at`. */
static bool read_ledger(struct db *db, int64_t at, int64_t *seq,
                        unsigned char last[STORE_HASH],
                        char hex_at[2 * STORE_HASH + 1], struct err *err)
{
    *seq = 0;
    hex_at[0] = '\0';
    struct stmt st;
    stmt_open(&st, db,
              SQL("select seq, hash from audit where seq = :at or "
                  "seq = (select max(seq) from audit) order by seq"));
    stmt_int(&st, ":at", at);
    while (stmt_row(&st)) {
        size_t n = 0;
        const unsigned char *hash = stmt_col_blob(&st, 1, &n);
        *seq = stmt_col_int(&st, 0);
        if (n != STORE_HASH) {
            memset(last, 0, STORE_HASH); /* damaged: check names it */
            continue;
        }
        memcpy(last, hash, STORE_HASH);
        if (*seq == at) {
            to_hex(hash, STORE_HASH, hex_at);
        }
    }
    return stmt_done(&st, err);
}

bool memory_check(struct db *db, struct err *err)
{
    if (db->state_dir == NULL || db->in_memory) {
        return true;
    }
    struct remembered was = {0, ""};
    bool known = read_head(db, &was);
    int64_t seq = 0;
    unsigned char last[STORE_HASH] = {0};
    char hex_at[2 * STORE_HASH + 1];
    if (!read_ledger(db, was.seq, &seq, last, hex_at, err)) {
        return false;
    }
    if (known && seq < was.seq) {
        db_warn(
            db,
            "账本比这台电脑上次用时少 %lld 条记录（上次到第 %lld 号，现在只到第 %lld 号），可能被旧备份覆盖。请先找到较新的那份，核对后再继续登记。",
            (long long)(was.seq - seq), (long long)was.seq, (long long)seq);
        return true;
    }
    if (known && strcmp(hex_at, was.hex) != 0) {
        db_warn(
            db,
            "账本第 %lld 号记录与这台电脑上次记下的不同（现在到第 %lld 号），账本可能被换成另一份，或历史被改过。请运行“核对账本”，查清后再继续登记。",
            (long long)was.seq, (long long)seq);
        return true;
    }
    if (seq > was.seq && !db->read_only) {
        memory_save(db, seq, last);
    }
    return true;
}
