/* Opening a ledger for use. */
#include "pbtui/ledger/session.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/pinyin.h"

/* The books that are programmed need no file: what is wrong with a declared one
   is told and stops nothing. */
static void settle_registers(struct session *s)
{
    struct err why = ERR_INIT;
    if (!registers_settle(s, &why) && s->complaint[0] == '\0') {
        s->complaint =
            arena_printf(&s->arena, "小台账没有准备好：%s", why.text);
    }
}

static bool finish(struct session *s, struct err *err)
{
    s->book.db = s->db;
    s->book.today = date_today();
    s->book.day = s->book.today;
    s->book.session = s;
    rulebook_own(s);
    settle_registers(s);
    return db_add_match(s->db, "py_match", pinyin_match, err) &&
           db_add_match(s->db, "code_match", codes_match, err);
}

static bool open_file(struct session *s, const char *path, enum db_mode mode,
                      const char *actor, struct err *err)
{
    memset(s, 0, sizeof *s);
    s->complaint = "";
    struct strbuf state;
    sb_init(&state);
    file_place(&state, PLACE_STATE, NULL);
    struct db_options opt = {
        .mode = mode,
        .state_dir = mode == DB_MEMORY ? NULL : state.s,
        .actor = actor,
    };
    bool ok = db_open(&s->db, path, &opt, err);
    sb_clear(&state);
    if (ok && !finish(s, err)) {
        session_close(s);
        ok = false;
    }
    return ok;
}

bool session_open(struct session *s, const char *path, enum db_mode mode,
                  const char *actor, struct err *err)
{
    if (!open_file(s, path, mode, actor, err)) {
        return false;
    }
    struct arena a = ARENA_INIT;
    struct org_branch first;
    if (org_branches(&s->book, &a, &first, 1) == 1) {
        s->book.branch = first.id;
    }
    arena_clear(&a);
    return true;
}

static bool create_at(struct session *s, const char *path, const char *actor,
                      const struct org_first *first, struct err *err)
{
    enum db_mode mode = path == NULL ? DB_MEMORY : DB_CREATE;
    if (!open_file(s, path, mode, actor, err)) {
        return false;
    }
    struct arena a = ARENA_INIT;
    bool ok = org_create(&s->book, &a, first, err);
    arena_clear(&a);
    if (!ok) {
        session_close(s);
    }
    return ok;
}

/* Rehearsed in memory: what a rule refuses leaves no file behind, and the next
   try finds the name still free. */
bool session_create(struct session *s, const char *path, const char *actor,
                    const struct org_first *first, struct err *err)
{
    if (path != NULL) {
        struct session trial;
        if (!create_at(&trial, NULL, actor, first, err)) {
            return false;
        }
        session_close(&trial);
    }
    return create_at(s, path, actor, first, err);
}

void session_close(struct session *s)
{
    db_close(s->db);
    arena_clear(&s->arena);
    memset(s, 0, sizeof *s);
}
