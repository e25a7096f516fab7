/* All registers of a ledger: compiled in, the branch's own over them, and those
   whose file is not here but which this ledger has been written with.

   Stages: each text is read alone → names that are taken are refused → links
   are looked up, now that all are there → what the file of a ledger opened for
   reading has no table for is left out.

   The text of an own register is kept in the ledger, so that another PC, or
   this one without the folder, still opens what was written. */
#include "pbtui/ledger/register.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/session.h"
#include "pbtui/store/grow.h"
#include "pbtui/store/stmt.h"
#include "register_parts.h"

struct loading {
    struct session *session;
    struct arena *arena;
    struct folder texts;
    struct register_reading reading;
    const struct small_register **list;
    size_t n;
};

/* ---- texts -------------------------------------------------------------- */

static bool has_text(const struct folder *f, const char *name)
{
    size_t i = 0;
    while (i < f->n && strcmp(f->files[i].name, name) != 0) {
        i++;
    }
    return i < f->n;
}

/* What this ledger was written with and no file says any more. */
static void take_kept(struct loading *l)
{
    struct stmt st;
    stmt_open(&st, l->session->db,
              SQL("select substr(key, 12), value from meta"
                  " where key glob 'declared:r_*' order by key"));
    while (stmt_row(&st)) {
        const char *name =
            arena_printf(l->arena, "%s.ini", stmt_col_text(&st, 0));
        if (!has_text(&l->texts, name)) {
            folder_put(
                &l->texts,
                (struct folder_file){
                    name, arena_str(l->arena, stmt_col_text(&st, 1)), true});
        }
    }
    stmt_done(&st, NULL);
}

/* ---- books -------------------------------------------------------------- */

static bool is_taken(struct loading *l, const struct small_register *reg)
{
    const struct ledger *it =
        registry_programmed(reg->ledger.name, reg->ledger.title);
    for (size_t i = 0; it == NULL && i < l->n; i++) {
        if (strcmp(l->list[i]->ledger.title, reg->ledger.title) == 0) {
            it = &l->list[i]->ledger;
        }
    }
    if (it != NULL) {
        folder_complain(&l->texts, reg->file,
                        arena_printf(l->arena,
                                     "和已有的台账“%s”（%s）同名，没有采用；"
                                     "请换一个文件名和 title。",
                                     it->title, it->name));
    }
    return it != NULL;
}

static const struct ledger *linked(const struct loading *l, const char *name)
{
    const struct ledger *it = registry_programmed(name, name);
    for (size_t i = 0; it == NULL && i < l->n; i++) {
        if (strcmp(l->list[i]->ledger.name, name) == 0) {
            it = &l->list[i]->ledger;
        }
    }
    return it;
}

static bool links_hold(struct loading *l, const struct small_register *reg)
{
    bool ok = true;
    for (size_t i = 0; i < reg->ledger.n_fields; i++) {
        const struct field *f = &reg->ledger.fields[i];
        if (f->kind == &field_link && linked(l, f->of) == NULL) {
            folder_complain(&l->texts, reg->file,
                            arena_printf(l->arena,
                                         "第 %d 行：没有“%s”这本台账可以引用，"
                                         "这本台账没有采用。",
                                         reg->own[i].line, f->of));
            ok = false;
        }
    }
    return ok;
}

static void read_all(struct loading *l)
{
    l->list = arena_array(l->arena, l->texts.n + 1, sizeof(void *));
    for (size_t i = 0; i < l->texts.n; i++) {
        const struct folder_file *t = &l->texts.files[i];
        const struct small_register *reg =
            register_read(&l->reading, t->name, t->text, t->own);
        if (reg != NULL && !is_taken(l, reg)) {
            l->list[l->n++] = reg;
        }
    }
    /* One that goes may be what another points to. */
    for (bool all = false; !all;) {
        size_t kept = 0;
        size_t n = l->n;
        for (size_t i = 0; i < n; i++) {
            if (links_hold(l, l->list[i])) {
                l->list[kept++] = l->list[i];
            }
        }
        l->n = kept;
        all = kept == n;
    }
}

/* ---- tables ------------------------------------------------------------- */

static struct grow_table table_of(struct loading *l,
                                  const struct small_register *reg)
{
    const struct ledger *led = &reg->ledger;
    struct grow_column *c = arena_array(l->arena, led->n_fields, sizeof *c);
    for (size_t i = 0; i < led->n_fields; i++) {
        const struct field *f = &led->fields[i];
        const struct ledger *to = f->kind == &field_person ? linked(l, "roster")
                                  : f->kind == &field_link ? linked(l, f->of)
                                                           : NULL;
        bool text = f->kind->stored == VALUE_TEXT;
        c[i] = (struct grow_column){
            .name = f->column,
            .refers = to == NULL ? NULL : to->table,
            .is_int = !text,
            .not_null = (f->flags & FIELD_NOT_NULL) != 0,
            .searched =
                text && (f->flags & FIELD_SEARCHED) != 0 && !reg->restricted,
        };
    }
    return (struct grow_table){
        .name = led->table,
        .columns = c,
        .n_columns = led->n_fields,
        .first = REGISTER_BRANCH,
        .second = led->fields[reg->day].column,
        .declared = reg->own_text,
    };
}

static struct grow_table *tables_of(struct loading *l)
{
    struct grow_table *tables = arena_array(l->arena, l->n + 1, sizeof *tables);
    for (size_t i = 0; i < l->n; i++) {
        tables[i] = table_of(l, l->list[i]);
    }
    return tables;
}

/* ---- all ---------------------------------------------------------------- */

static void take_texts(struct loading *l, struct session *s)
{
    *l = (struct loading){.session = s, .arena = &s->arena};
    l->reading.arena = &s->arena;
    folder_read(&l->texts, &s->arena, "registers", ".ini");
    take_kept(l);
}

/* FNV-1a: only to know whether anything is another than last time. */
static const char *stamp_of(const struct loading *l)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < l->texts.n; i++) {
        const char *parts[] = {l->texts.files[i].name, l->texts.files[i].text};
        for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
            for (const char *c = parts[k]; *c != '\0'; c++) {
                h = (h ^ (unsigned char)*c) * 1099511628211u;
            }
            h = (h ^ '|') * 1099511628211u;
        }
    }
    return arena_printf(l->arena, "%016" PRIx64, h);
}

bool registers_settle(struct session *s, struct err *err)
{
    struct loading l;
    bool same = false;
    if (db_is_read_only(s->db)) {
        return true;
    }
    take_texts(&l, s);
    const char *stamp = stamp_of(&l);
    bool ok = grow_is_settled(s->db, stamp, &same, err);
    if (ok && !same) {
        read_all(&l);
        ok = grow_settle(s->db, stamp, tables_of(&l), l.n, err);
    }
    bool own = false;
    for (size_t i = 0; i < l.texts.n; i++) {
        own = own || l.texts.files[i].own;
    }
    folder_clear(&l.texts);
    if (ok && own && s->complaint[0] == '\0') {
        s->complaint = book_registers(&s->book)->complaint;
    }
    return ok;
}

/* A ledger opened for reading may be older than a file. */
static void keep_those_there(struct loading *l)
{
    const struct grow_table *tables = tables_of(l);
    size_t kept = 0;
    for (size_t i = 0; i < l->n; i++) {
        bool there = false;
        if (grow_is_there(l->session->db, &tables[i], &there, NULL) && there) {
            l->list[kept++] = l->list[i];
        }
    }
    l->n = kept;
}

static void load(struct session *s)
{
    struct loading l;
    take_texts(&l, s);
    read_all(&l);
    folder_clear(&l.texts);
    keep_those_there(&l);
    struct register_set *set = arena_alloc(&s->arena, sizeof *set);
    *set = (struct register_set){
        l.list, l.n,
        l.texts.n_complaints > 0     ? l.texts.complaints[0]
        : l.reading.n_complaints > 0 ? l.reading.complaints[0].text
                                     : ""};
    s->registers = set;
}

const struct register_set *book_registers(struct book *b)
{
    static const struct register_set none = {NULL, 0, ""};
    if (b->session == NULL) {
        return &none;
    }
    if (b->session->registers == NULL) {
        load(b->session);
    }
    return b->session->registers;
}
