/* A workbook: where it is (_rels/.rels) → where its parts are (its own .rels) →
   its sheets in their order, and the day that its serial days begin.

   Targets are paths inside the archive, relative to the part that names them or
   from the top; nothing outside of it is ever opened. */
#include "xlsx_book.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "xlsx_xml.h"

/* ---- relationships ---------------------------------------------------------
 */

struct relation {
    const char *id, *type, *part;
};

struct relations {
    struct arena *arena;
    const char *base; /* the part that they are of */
    struct relation *list;
    size_t n, cap;
};

/* dir/name with . and .. taken out; from the top of the archive. */
static const char *resolve(struct arena *a, const char *base,
                           const char *target)
{
    struct strbuf sb;
    sb_init(&sb);
    const char *slash = strrchr(base, '/');
    if (target[0] != '/' && slash != NULL) {
        sb_addn(&sb, base, (size_t)(slash - base));
    }
    while (*target != '\0') {
        const size_t n = strcspn(target, "/\\");
        if (n == 2 && memcmp(target, "..", 2) == 0) {
            const char *up = strrchr(sb.s, '/');
            sb_cut(&sb, up != NULL ? (size_t)(up - sb.s) : 0);
        } else if (n > 0 && !(n == 1 && target[0] == '.')) {
            sb_add(&sb, sb.len > 0 ? "/" : "");
            sb_addn(&sb, target, n);
        }
        target += n + (target[n] != '\0');
    }
    const char *path = arena_str(a, sb.s);
    sb_clear(&sb);
    return path;
}

static void on_relation(void *to, const char *name,
                        const char *const *attributes, int depth)
{
    struct relations *r = to;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (depth != 2 || strcmp(name, "Relationship") != 0 || id == NULL ||
        type == NULL || target == NULL || r->n >= XLSX_ENTRIES ||
        (mode != NULL && strcmp(mode, "External") == 0)) {
        return;
    }
    const char *kind = strrchr(type, '/');
    MEM_PUSH(r->list, r->n, r->cap);
    r->list[r->n++] =
        (struct relation){arena_str(r->arena, id),
                          arena_str(r->arena, kind != NULL ? kind + 1 : type),
                          resolve(r->arena, r->base, target)};
}

static const char *rels_of(struct arena *a, const char *part)
{
    const char *slash = strrchr(part, '/');
    const int n = slash != NULL ? (int)(slash + 1 - part) : 0;
    return arena_printf(a, "%.*s_rels/%s.rels", n, part, part + n);
}

/* None when there is no such part. */
static bool read_relations(struct relations *r, struct arena *arena,
                           struct archive *a, const char *base, struct err *err)
{
    *r = (struct relations){.arena = arena, .base = base};
    struct xml_events events = {.start = on_relation, .to = r};
    const char *part = rels_of(arena, base);
    return archive_find(a, part) < 0 || xml_read(a, part, &events, err);
}

static const char *part_of_type(const struct relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->list[i].type, type) == 0) {
            return r->list[i].part;
        }
    }
    return NULL;
}

/* ---- the workbook ----------------------------------------------------------
 */

struct reading {
    struct xlsx_book *book;
    const struct relations *relations;
    struct xml_events *events;
    struct err *err;
    bool in_sheets;
};

static const struct relation *by_id(const struct relations *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->list[i].id, id) == 0) {
            return &r->list[i];
        }
    }
    return NULL;
}

static void add_sheet(struct reading *r, const char *const *attributes)
{
    struct xlsx_book *b = r->book;
    const char *name = xml_attribute(attributes, "name");
    const char *id = xml_prefixed(attributes, "id");
    const char *state = xml_attribute(attributes, "state");
    const struct relation *is = id != NULL ? by_id(r->relations, id) : NULL;
    if (b->n == BOOK_SHEETS) {
        r->events->stop = true;
        err_set(r->err, ERR_RULE, "E-CELLS-181",
                "这个文件有超过 %d 个工作表，没有读；"
                "请把要导入的那一张另存为新的 .xlsx。",
                BOOK_SHEETS);
        return;
    }
    if (name == NULL || is == NULL || strcmp(is->type, "worksheet") != 0) {
        return;
    }
    MEM_PUSH(b->sheets, b->n, b->cap);
    b->sheets[b->n++] =
        (struct book_sheet){arena_str(b->arena, name), is->part,
                            state != NULL && strcmp(state, "visible") != 0};
}

static void on_start(void *to, const char *name, const char *const *attributes,
                     int depth)
{
    struct reading *r = to;
    if (depth == 2) {
        r->in_sheets = strcmp(name, "sheets") == 0;
        if (strcmp(name, "workbookPr") == 0) {
            r->book->base_1904 =
                xml_is_true(xml_attribute(attributes, "date1904"));
        }
    } else if (depth == 3 && r->in_sheets && strcmp(name, "sheet") == 0) {
        add_sheet(r, attributes);
    }
}

static const char *find_workbook(struct arena *arena, struct archive *a,
                                 struct err *err)
{
    struct relations top;
    const char *part = NULL;
    if (read_relations(&top, arena, a, "", err)) {
        part = part_of_type(&top, "officeDocument");
        part = part != NULL && archive_find(a, part) >= 0 ? part
                                                          : "xl/workbook.xml";
    }
    mem_free(top.list);
    return part;
}

bool book_read(struct xlsx_book *b, struct arena *arena, struct archive *a,
               struct err *err)
{
    *b = (struct xlsx_book){.arena = arena};
    const char *workbook = find_workbook(arena, a, err);
    if (workbook == NULL) {
        return false;
    }
    struct relations relations;
    struct xml_events events = {.start = on_start};
    struct reading r = {
        .book = b, .relations = &relations, .events = &events, .err = err};
    events.to = &r;
    const bool ok = read_relations(&relations, arena, a, workbook, err) &&
                    xml_read(a, workbook, &events, err);
    b->strings = part_of_type(&relations, "sharedStrings");
    b->styles = part_of_type(&relations, "styles");
    b->linked = part_of_type(&relations, "externalLink") != NULL;
    b->macros = part_of_type(&relations, "vbaProject") != NULL;
    mem_free(relations.list);
    return ok;
}

void book_clear(struct xlsx_book *b)
{
    mem_free(b->sheets);
}
