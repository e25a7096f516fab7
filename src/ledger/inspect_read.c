/* A rule's file: what its keys say, beside what every file with a query has. */
#include <string.h>

#include "guest_file.h"
#include "pbtui/ledger/inspect.h"

struct maker {
    struct guest_file head;
    struct inspect_rule *rule;
    bool weighed;
};

static void take_weight(struct maker *m, const char *value)
{
    m->weighed = true;
    m->rule->grave = strcmp(value, "重") == 0;
    if (!m->rule->grave && strcmp(value, "轻") != 0) {
        guest_file_complain(&m->head, "weight 要写重或轻，不能是“%s”", value);
    }
}

static void take_key(void *ctx, const char *key, const char *value)
{
    struct maker *m = ctx;
    if (strcmp(key, "group") == 0) {
        m->rule->group = value;
    } else if (strcmp(key, "weight") == 0) {
        take_weight(m, value);
    } else if (strcmp(key, "basis") == 0) {
        m->rule->basis = value;
    } else if (strcmp(key, "remedy") == 0) {
        m->rule->remedy = value;
    } else if (strcmp(key, "opens") == 0) {
        m->rule->opens = value;
    } else if (strcmp(key, "note") == 0) {
        m->rule->note = value;
    } else {
        guest_file_complain(&m->head,
                            "没有 %s 这个写法，可以写 group、weight、basis、"
                            "remedy、opens、note",
                            key);
    }
}

const struct inspect_rule *inspect_read(struct complaints *to, const char *file,
                                        const char *text, bool own)
{
    struct inspect_rule *r = arena_alloc(to->arena, sizeof *r);
    struct maker m = {.head = {.to = to, .file = file, .noun = "规则"},
                      .rule = r};
    *r = (struct inspect_rule){.group = "其他",
                               .basis = "",
                               .remedy = "",
                               .opens = "",
                               .note = "",
                               .file = file,
                               .own = own};
    guest_file_read(&m.head, text, take_key, &m);
    r->code = m.head.code;
    r->name = m.head.name;
    r->sql = m.head.sql;
    if (!m.weighed) {
        guest_file_complain(&m.head, "没有 weight，不知道轻重");
    }
    if (r->basis[0] == '\0') {
        guest_file_complain(&m.head, "没有 basis，不知道依据什么");
    }
    if (r->remedy[0] == '\0') {
        guest_file_complain(&m.head, "没有 remedy，不知道怎么改");
    }
    return m.head.bad ? NULL : r;
}
