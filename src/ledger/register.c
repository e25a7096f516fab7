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

#include "outlook_parts.h"
#include "pbtui/base/embed.h"
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
    struct folder texts; /* of files; and, of no file any more, of the ledger */
    struct folder kept;  /* all that the ledger remembers */
    const struct small_register **list;
    size_t n;
};

/* ---- texts -------------------------------------------------------------- */

static const struct folder_file *text_of(const struct folder *f,
                                         const char *name)
{
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->files[i].name, name) == 0) {
            return &f->files[i];
        }
    }
    return NULL;
}

/* What this ledger was written with and no file says any more. */
static void take_kept(struct loading *l)
{
    struct stmt st;
    l->kept = (struct folder){.arena = l->arena};
    stmt_open(&st, l->session->db,
              SQL("select substr(key, 12), value from meta"
                  " where key glob 'declared:r_*' order by key"));
    while (stmt_row(&st)) {
        const struct folder_file file = {
            arena_printf(l->arena, "%s.ini", stmt_col_text(&st, 0)),
            arena_str(l->arena, stmt_col_text(&st, 1)), true};
        folder_put(&l->kept, file);
        if (text_of(&l->texts, file.name) == NULL) {
            folder_put(&l->texts, file);
        }
    }
    stmt_done(&st, NULL);
}

static void drop_texts(struct loading *l)
{
    folder_clear(&l->texts);
    folder_clear(&l->kept);
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
        const struct ledger *to =
            f->kind == &field_link ? linked(l, f->of) : NULL;
        if (f->kind != &field_link ||
            (to != NULL && register_refs_hold(reg, i, to))) {
            continue;
        }
        folder_complain(
            &l->texts, reg->file,
            to == NULL ? arena_printf(l->arena,
                                      "第 %d 行：没有“%s”这本台账可以引用，"
                                      "这本台账没有采用。",
                                      reg->own[i].line, f->of)
                       : arena_printf(l->arena,
                                      "第 %d 行：“%s”这本台账里没有这里要用的数"
                                      "或类别，这本台账没有采用。",
                                      reg->own[i].line, f->of));
        ok = false;
    }
    return ok;
}

static const struct small_register *read_text(struct loading *l,
                                              const char *file,
                                              const char *text, bool own)
{
    const struct small_register *reg =
        register_read(&l->texts.complaints, file, text, own);
    return reg == NULL || is_taken(l, reg) ? NULL : reg;
}

/* One with a fault in it does not take away what was there before: the text the
   ledger was last written with holds, else the compiled-in one. */
static const struct small_register *read_one(struct loading *l,
                                             const struct folder_file *t)
{
    const struct folder_file *kept = text_of(&l->kept, t->name);
    const struct embed_file *builtin =
        embed_find(arena_printf(l->arena, "registers/%s", t->name));
    const struct small_register *reg = read_text(l, t->name, t->text, t->own);
    if (reg == NULL && t->own && kept != NULL &&
        strcmp(kept->text, t->text) != 0) {
        reg = read_text(l, t->name, kept->text, true);
    }
    if (reg == NULL && t->own && builtin != NULL) {
        reg = read_text(l, t->name, builtin->text, false);
    }
    return reg;
}

/* One that goes may be what another points to. */
static void drop_loose(struct loading *l)
{
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

/* The compiled-in ones are seated first: a name taken later is refused. */
static void read_all(struct loading *l)
{
    l->list = arena_array(l->arena, l->texts.n + 1, sizeof(void *));
    for (int own = 0; own < 2; own++) {
        for (size_t i = 0; i < l->texts.n; i++) {
            const struct folder_file *t = &l->texts.files[i];
            const struct small_register *reg =
                t->own == (own == 1) ? read_one(l, t) : NULL;
            if (reg != NULL) {
                l->list[l->n++] = reg;
            }
        }
    }
    drop_loose(l);
}

/* ---- tables ------------------------------------------------------------- */

static struct grow_table table_of(struct loading *l,
                                  const struct small_register *reg)
{
    const struct ledger *led = &reg->ledger;
    struct grow_column *c = arena_array(l->arena, led->n_fields, sizeof *c);
    size_t n = 0;
    for (size_t i = 0; i < led->n_fields; i++) {
        const struct field *f = &led->fields[i];
        if ((f->flags & FIELD_COMPUTED) != 0) {
            continue;
        }
        const struct ledger *to = f->kind == &field_person ? linked(l, "roster")
                                  : f->kind == &field_link ? linked(l, f->of)
                                                           : NULL;
        bool text = f->kind->stored == VALUE_TEXT;
        c[n++] = (struct grow_column){
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
        .n_columns = n,
        .first = REGISTER_BRANCH,
        .second = led->fields[reg->day].column,
        .due = reg->due < 0 ? NULL : led->fields[reg->due].column,
        .done = reg->due < 0 ? NULL : led->fields[reg->done].column,
        .declared = reg->own_text,
        .told = outlook_told(reg, l->arena),
    };
}

static const char *says(enum grow_state state)
{
    return state == GROW_OTHER
               ? "账本里已有的登记和这份写法对不上（项目改了类型，或者少了"
                 "必填的项目），这本台账没有采用；请改回原来的项目名称和类型。"
               : "账本是只读打开的，还没有这本台账，这次没有采用。";
}

/* Those that the ledger has a table for, or, when it is to be written, can be
   given one; the tables of them. */
static struct grow_table *tables_of(struct loading *l, bool to_write)
{
    struct grow_table *tables = arena_array(l->arena, l->n + 1, sizeof *tables);
    size_t kept = 0;
    for (size_t i = 0; i < l->n; i++) {
        struct grow_table t = table_of(l, l->list[i]);
        enum grow_state state = GROW_OTHER;
        bool looked = grow_look(l->session->db, &t, &state, NULL);
        if (looked &&
            (state == GROW_THERE || (to_write && state != GROW_OTHER))) {
            tables[kept] = t;
            l->list[kept++] = l->list[i];
        } else if (state == GROW_OTHER || l->list[i]->own_text != NULL) {
            folder_complain(&l->texts, l->list[i]->file, says(state));
        }
    }
    l->n = kept;
    return tables;
}

/* ---- all ---------------------------------------------------------------- */

static void take_texts(struct loading *l, struct session *s)
{
    *l = (struct loading){.session = s, .arena = &s->arena};
    folder_read(&l->texts, &s->arena, "registers", ".ini");
    take_kept(l);
}

/* FNV-1a: only to know whether anything is another than last time, or is laid
   in another way since (LAID). */
#define LAID 2

static const char *stamp_of(const struct loading *l)
{
    uint64_t h = 14695981039346656037u + LAID;
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

static bool settle(struct loading *l, struct err *err)
{
    struct session *s = l->session;
    bool same = false;
    const char *stamp = stamp_of(l);
    if (db_is_read_only(s->db) || !grow_is_settled(s->db, stamp, &same, err) ||
        same) {
        return db_is_read_only(s->db) || same;
    }
    read_all(l);
    const struct grow_table *tables = tables_of(l, true);
    return grow_settle(s->db, stamp, tables, l->n, err);
}

bool registers_settle(struct session *s, struct err *err)
{
    struct loading l;
    take_texts(&l, s);
    bool own = l.texts.complaints.n > 0;
    for (size_t i = 0; i < l.texts.n; i++) {
        own = own || l.texts.files[i].own;
    }
    bool ok = settle(&l, err);
    drop_texts(&l);
    /* What is wrong with a compiled-in one, a test would have said. */
    if (ok && own && s->complaint[0] == '\0') {
        s->complaint = book_registers(&s->book)->complaint;
    }
    return ok;
}

static void load(struct session *s)
{
    struct loading l;
    take_texts(&l, s);
    read_all(&l);
    tables_of(&l, false);
    struct register_set *set = arena_alloc(&s->arena, sizeof *set);
    *set = (struct register_set){
        l.list, l.n,
        l.texts.complaints.n > 0 ? l.texts.complaints.list[0] : ""};
    s->registers = set;
    drop_texts(&l);
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
