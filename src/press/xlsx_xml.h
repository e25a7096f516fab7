/* A part of an xlsx as events: elements by their names without prefix, and
   text. */
#ifndef PBTUI_PRESS_XLSX_XML_H
#define PBTUI_PRESS_XLSX_XML_H

#include "xlsx_zip.h"

/* Depths: the root is 1.  Any of them may be NULL. */
struct xml_events {
    void (*start)(void *to, const char *name, const char *const *attributes,
                  int depth);
    void (*end)(void *to, const char *name, int depth);
    void (*text)(void *to, const char *s, int n);
    void *to;
    /* An event sets it when no more are wanted; with its error in xml_read's
       err, or without when it has seen enough. */
    bool stop;
};

bool xml_read(struct archive *a, const char *part, struct xml_events *events,
              struct err *err);

/* Name without prefix; NULL: there is none of it. */
const char *xml_attribute(const char *const *attributes, const char *name);
/* The same of one that has a prefix: r:id. */
const char *xml_prefixed(const char *const *attributes, const char *name);
/* 1, true, on. */
bool xml_is_true(const char *value);
/* Decimal digits up to `most`; false: something else. */
bool xml_number(const char *value, size_t most, size_t *out);

#endif
