/* The audit chain: numbers without a gap from 1, each entry carrying the hash
   of the one before, each hash what the entry's columns give. */
#include "checking.h"

#include <assert.h>
#include <string.h>

#include "chain.h"
#include "pbtui/store/db.h"

#define STEP_EVERY 2048

/* About how many there are.  Not count(*): that counts an index, which in a
   damaged file may be empty while the table is not. */
static bool last_number(struct db *db, int64_t *seq, struct err *err)
{
    *seq = 0;
    struct stmt st;
    stmt_open(&st, db, SQL("select max(seq) from audit"));
    if (stmt_row(&st)) {
        *seq = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* Numbers in a tampered file may be anything, also the total. */
static int percent_done(int from, int to, int64_t done, int64_t total)
{
    assert(done > 0);
    return done >= total ? to : from + (int)((to - from) * done / total);
}

static bool blob_of_hash(struct stmt *st, int column,
                         unsigned char out[CHAIN_HASH_BYTES])
{
    size_t n;
    const void *p = stmt_col_blob(st, column, &n);
    memset(out, 0, CHAIN_HASH_BYTES);
    if (n != CHAIN_HASH_BYTES) {
        return false;
    }
    memcpy(out, p, n);
    return true;
}

/* seq and hash of the entry before; both 0 at first. */
struct link {
    int64_t seq;
    unsigned char hash[CHAIN_HASH_BYTES];
};

static void check_place(struct checking *c, const struct link *before,
                        int64_t seq, bool prev_fits)
{
    long long next = (long long)before->seq + 1;
    if (seq > next) {
        checking_add(c, "E-CHECK-040", "audit", 0, next,
                     "流水第 %lld 号到第 %lld 号不见了。请从备份恢复。", next,
                     (long long)seq - 1);
    } else if (seq < next) {
        checking_add(c, "E-CHECK-044", "audit", 0, seq,
                     "流水里有不该有的第 %lld 号。请从备份恢复。",
                     (long long)seq);
    } else if (!prev_fits) {
        checking_add(c, "E-CHECK-041", "audit", 0, seq,
                     "流水第 %lld 号与前一号接不上，其中一条被改过。"
                     "请与打印的台账核对，再从备份恢复。",
                     (long long)seq);
    }
}

static void check_entry(struct checking *c, struct stmt *st,
                        struct link *before, struct strbuf *scratch)
{
    unsigned char prev[CHAIN_HASH_BYTES];
    unsigned char hash[CHAIN_HASH_BYTES];
    unsigned char right[CHAIN_HASH_BYTES];
    int64_t seq = stmt_col_int(st, CHAIN_SEQ);
    bool prev_fits = blob_of_hash(st, CHAIN_PREV, prev) &&
                     memcmp(prev, before->hash, sizeof prev) == 0;
    check_place(c, before, seq, prev_fits);
    bool has_hash = blob_of_hash(st, CHAIN_HASH, hash);
    chain_hash_row(st, db_uuid(c->db), prev, scratch, right);
    if (stmt_col_int(st, CHAIN_SCHEME_NO) != CHAIN_SCHEME) {
        checking_add(c, "E-CHECK-043", "audit", 0, seq,
                     "流水第 %lld 号的记法本程序不认识。"
                     "请用新版程序检查；若没有新版，请从备份恢复。",
                     (long long)seq);
    } else if (!has_hash || memcmp(hash, right, sizeof hash) != 0) {
        checking_add(c, "E-CHECK-042", "audit", 0, seq,
                     "流水第 %lld 号的内容被改过（校验对不上）。"
                     "请与打印的台账核对，再从备份恢复。",
                     (long long)seq);
    }
    before->seq = seq;
    memcpy(before->hash, hash, sizeof hash);
}

bool check_chain(struct checking *c, int from, int to, struct err *err)
{
    int64_t total;
    if (!last_number(c->db, &total, err)) {
        return false;
    }
    struct strbuf scratch;
    sb_init(&scratch);
    struct link before = {0};
    bool go_on = true;
    struct stmt st;
    stmt_open(&st, c->db,
              SQL("select " CHAIN_COLUMNS " from audit order by seq"));
    while (go_on && stmt_row(&st)) {
        check_entry(c, &st, &before, &scratch);
        c->entries++;
        if (c->entries % STEP_EVERY == 0) {
            go_on = checking_step(c, percent_done(from, to, c->entries, total),
                                  err);
        }
    }
    sb_clear(&scratch);
    return stmt_done(&st, go_on ? err : NULL) && go_on;
}
