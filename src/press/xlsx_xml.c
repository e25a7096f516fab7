/* XML of a part, read in pieces by expat.

   Nothing in a spreadsheet needs a DOCTYPE, and with it come entities that read
   other files or grow without end: the first one ends the reading.  So does an
   element too deep, and a single tag too long.  Prefixes are taken off: any
   prefix may stand for a namespace, and the older and the strict namespaces
   have the same names in them. */
#include "xlsx_xml.h"

#include <expat.h>
#include <string.h>

enum {
    PIECE = 65536,
    DEPTH = 100,        /* Excel's own go ten deep */
    TAG_BYTES = 4 << 20 /* of one tag or comment; a cell's text comes in
                           pieces */
};

struct reading {
    XML_Parser parser;
    struct xml_events *events;
    int depth;
    bool doctype, deep;
};

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void on_start(void *to, const char *name, const char **attributes)
{
    struct reading *r = to;
    r->depth++;
    r->deep = r->deep || r->depth > DEPTH;
    if (r->events->start != NULL && !r->events->stop && !r->deep) {
        r->events->start(r->events->to, without_prefix(name),
                         (const char *const *)attributes, r->depth);
    }
    if (r->events->stop || r->deep) {
        XML_StopParser(r->parser, XML_FALSE);
    }
}

static void on_end(void *to, const char *name)
{
    struct reading *r = to;
    if (r->events->end != NULL && !r->events->stop) {
        r->events->end(r->events->to, without_prefix(name), r->depth);
    }
    r->depth--;
    if (r->events->stop) {
        XML_StopParser(r->parser, XML_FALSE);
    }
}

static void on_text(void *to, const char *s, int n)
{
    struct reading *r = to;
    if (r->events->text != NULL && !r->events->stop) {
        r->events->text(r->events->to, s, n);
    }
    if (r->events->stop) {
        XML_StopParser(r->parser, XML_FALSE);
    }
}

static void on_doctype(void *to, const char *name, const char *system,
                       const char *public, int internal)
{
    struct reading *r = to;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    r->doctype = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static bool refuse(const struct reading *r, const struct part *p,
                   struct err *err)
{
    if (r->doctype) {
        return err_set(err, ERR_RULE, "E-CELLS-180",
                       "这个表格里有不该有的声明（DOCTYPE，可用来偷读别的文件）"
                       "，没有读；请在 Excel、WPS 里打开，另存为新的 .xlsx。");
    }
    return archive_refuse(err, p->path);
}

/* False: nothing more is to be read, `ok` says why. */
static bool read_piece(struct reading *r, struct part *p, bool *ok,
                       struct err *err)
{
    void *into = XML_GetBuffer(r->parser, PIECE);
    if (into == NULL) {
        *ok = archive_refuse(err, "no memory");
        return false;
    }
    const int n = part_read(p, into, PIECE, err);
    if (n < 0) {
        *ok = false;
        return false;
    }
    if (XML_ParseBuffer(r->parser, n, n == 0) != XML_STATUS_OK) {
        *ok = r->events->stop ? err->kind == ERR_NONE : refuse(r, p, err);
        return false;
    }
    const XML_Index done = XML_GetCurrentByteIndex(r->parser);
    if (done >= 0 && p->unpacked > (uint64_t)done + TAG_BYTES) {
        *ok = archive_refuse(err, "a tag without end");
        return false;
    }
    return n > 0;
}

bool xml_read(struct archive *a, const char *path, struct xml_events *events,
              struct err *err)
{
    struct part part;
    struct reading r = {.parser = XML_ParserCreate(NULL), .events = events};
    bool ok = r.parser != NULL && part_open(&part, a, path, err);
    if (r.parser == NULL) {
        return archive_refuse(err, "no memory");
    }
    events->stop = false;
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    while (ok && read_piece(&r, &part, &ok, err)) {
    }
    part_close(&part);
    XML_ParserFree(r.parser);
    return ok;
}

/* ---- attributes ------------------------------------------------------------
 */

const char *xml_attribute(const char *const *attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

const char *xml_prefixed(const char *const *attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        const char *colon = strchr(attributes[0], ':');
        if (colon != NULL && strcmp(colon + 1, name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

bool xml_is_true(const char *value)
{
    return value != NULL &&
           (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 ||
            strcmp(value, "on") == 0);
}

bool xml_number(const char *value, size_t most, size_t *out)
{
    size_t n = 0;
    if (value == NULL || value[0] == '\0') {
        return false;
    }
    for (; *value != '\0'; value++) {
        if (*value < '0' || *value > '9') {
            return false;
        }
        n = 10 * n + (size_t)(*value - '0');
        if (n > most) {
            return false;
        }
    }
    *out = n;
    return true;
}
