/* The copies that records name, looked through one by one. */
#include "pbtui/ledger/attachments.h"

#include <string.h>

#include "pbtui/store/attach.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"

struct file {
    int64_t id;
    const char *name;
    const char *hash;
    const char *day;
};

static bool read_files(struct book *b, struct arena *a, struct file **out,
                       size_t *n, struct err *err)
{
    struct stmt st;
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select t.id, t.name, t.hash, e.on_day from attachment t"
                  " join event e on e.id = t.event_id"
                  " where t.voided_on is null order by t.id"));
    while (stmt_row(&st)) {
        if (*n == cap) {
            cap = cap == 0 ? 32 : cap * 2;
            struct file *more = arena_array(a, cap, sizeof *more);
            if (*n > 0) {
                memcpy(more, *out, *n * sizeof *more);
            }
            *out = more;
        }
        (*out)[(*n)++] = (struct file){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(a, stmt_col_text(&st, 1)),
            .hash = arena_str(a, stmt_col_text(&st, 2)),
            .day = arena_str(a, stmt_col_text(&st, 3)),
        };
    }
    return stmt_done(&st, err);
}

bool attachments_check(struct book *b, struct arena *a,
                       struct attachment_fault **out, size_t *n,
                       struct err *err)
{
    struct file *files;
    size_t n_files;
    *n = 0;
    if (!read_files(b, a, &files, &n_files, err)) {
        return false;
    }
    *out = arena_array(a, n_files + 1, sizeof **out);
    for (size_t i = 0; i < n_files; i++) {
        struct err bad = ERR_INIT;
        if (!attach_check(b->db, files[i].hash, &bad)) {
            (*out)[(*n)++] = (struct attachment_fault){
                .id = files[i].id,
                .code = arena_str(a, bad.code),
                .text = arena_printf(a, "%s 会议的附件“%s”：%s", files[i].day,
                                     files[i].name, bad.text),
            };
        }
    }
    return true;
}

static bool copy_all(struct book *b, struct db *copy, const struct file *files,
                     size_t n, struct err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && files != NULL && i < n; i++) {
        struct strbuf path;
        char hash[ATTACH_HASH_CHARS + 1];
        int64_t bytes;
        sb_init(&path);
        if (attach_path(b->db, files[i].hash, &path)) {
            ok = attach_put(copy, path.s, hash, &bytes, err);
        } else {
            ok = err_set(err, ERR_IO, "E-FILE-040",
                         "附件“%s”不在了，没有拷进备份；账本本身已备份好，"
                         "请先核对账本。",
                         files[i].name);
        }
        sb_clear(&path);
    }
    return ok;
}

bool attachments_copy(struct book *b, const char *to, size_t *n,
                      struct err *err)
{
    struct arena a = ARENA_INIT;
    struct file *files;
    struct db *copy = NULL;
    const struct db_options opt = {.mode = DB_WRITE};
    bool ok = read_files(b, &a, &files, n, err);
    if (ok && *n > 0) {
        ok = db_open(&copy, to, &opt, err) && copy_all(b, copy, files, *n, err);
        db_close(copy);
    }
    arena_clear(&a);
    return ok;
}
