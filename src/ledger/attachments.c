/* The copies that records and printed editions name, looked through one by one.
 */
#include "pbtui/ledger/attachments.h"

#include <string.h>

#include "pbtui/ledger/editions.h"
#include "pbtui/store/attach.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"

struct file {
    int64_t id;
    const char *name;
    const char *hash;
    const char *day;
    bool edition; /* pages of a print, not of a meeting */
};
struct files {
    struct file *v;
    size_t n, cap;
};

static struct file *add_file(struct files *l, struct arena *a)
{
    if (l->n == l->cap) {
        size_t cap = l->cap == 0 ? 32 : l->cap * 2;
        struct file *more = arena_array(a, cap, sizeof *more);
        if (l->n > 0) {
            memcpy(more, l->v, l->n * sizeof *more);
        }
        l->v = more;
        l->cap = cap;
    }
    return &l->v[l->n++];
}

static bool read_rows(struct book *b, struct arena *a, struct files *out,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select t.id, t.name, t.hash, e.on_day from attachment t"
                  " join event e on e.id = t.event_id"
                  " where t.voided_on is null order by t.id"));
    while (stmt_row(&st)) {
        *add_file(out, a) = (struct file){
            .id = stmt_col_int(&st, 0),
            .name = arena_str(a, stmt_col_text(&st, 1)),
            .hash = arena_str(a, stmt_col_text(&st, 2)),
            .day = arena_str(a, stmt_col_text(&st, 3)),
        };
    }
    return stmt_done(&st, err);
}

static bool read_editions(struct book *b, struct arena *a, struct files *out,
                          struct err *err)
{
    struct edition_file *list;
    size_t n;
    if (!edition_files(b, a, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        *add_file(out, a) = (struct file){.id = list[i].seq,
                                          .name = list[i].label,
                                          .hash = list[i].hash,
                                          .day = list[i].on,
                                          .edition = true};
    }
    return true;
}

static bool read_files(struct book *b, struct arena *a, struct files *out,
                       struct err *err)
{
    *out = (struct files){NULL, 0, 0};
    return read_rows(b, a, out, err) && read_editions(b, a, out, err);
}

bool attachments_check(struct book *b, struct arena *a,
                       struct attachment_fault **out, size_t *n,
                       struct err *err)
{
    struct files files;
    *n = 0;
    if (!read_files(b, a, &files, err)) {
        return false;
    }
    *out = arena_array(a, files.n + 1, sizeof **out);
    for (size_t i = 0; i < files.n; i++) {
        const struct file *f = &files.v[i];
        struct err bad = ERR_INIT;
        if (!attach_check(b->db, f->hash, &bad)) {
            (*out)[(*n)++] = (struct attachment_fault){
                .id = f->id,
                .code = arena_str(a, bad.code),
                .text = arena_printf(a, "%s %s“%s”：%s", f->day,
                                     f->edition ? "印发留底" : "会议的附件",
                                     f->name, bad.text),
            };
        }
    }
    return true;
}

static bool copy_all(struct book *b, struct db *copy, const struct files *files,
                     struct err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < files->n; i++) {
        struct strbuf path;
        char hash[ATTACH_HASH_CHARS + 1];
        int64_t bytes;
        sb_init(&path);
        if (attach_path(b->db, files->v[i].hash, &path)) {
            ok = attach_put(copy, path.s, hash, &bytes, err);
        } else {
            ok = err_set(err, ERR_IO, "E-FILE-040",
                         "附件“%s”不在了，没有拷进备份；账本本身已备份好，"
                         "请先核对账本。",
                         files->v[i].name);
        }
        sb_clear(&path);
    }
    return ok;
}

bool attachments_copy(struct book *b, const char *to, size_t *n,
                      struct err *err)
{
    struct arena a = ARENA_INIT;
    struct files files;
    struct db *copy = NULL;
    const struct db_options opt = {.mode = DB_WRITE};
    bool ok = read_files(b, &a, &files, err);
    *n = files.n;
    if (ok && *n > 0) {
        ok = db_open(&copy, to, &opt, err) && copy_all(b, copy, &files, err);
        db_close(copy);
    }
    arena_clear(&a);
    return ok;
}
