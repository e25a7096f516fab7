/* `demo` that is killed, at whatever moment, leaves the whole sample or no file
   of that name, and the next one clears away what it began. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "program.h"

enum { FIRST_MS = 10, STEP_MS = 25, LAST_MS = 310, KILLED = 128 + 9 };

static void expect(const char *db, const char *const args[3], int status,
                   const char *out, const char *err)
{
    struct program p = {.args = {args[0], args[1], args[2]}, .db = db};
    struct said s = program_run(&p);
    if (s.status != status || strstr(s.out, out) == NULL ||
        strstr(s.err, err) == NULL) {
        fail_msg("pbtui %s %s: status %d\nstdout: %s\nstderr: %s", args[0],
                 args[1], s.status, s.out, s.err);
    }
    said_clear(&s);
}

/* Files beside it that begin with its name and a dot. */
static int torsos(const char *db)
{
    int n = 0;
    const char *name = strrchr(db, '/') + 1;
    char folder[512];
    snprintf(folder, sizeof folder, "%.*s", (int)(name - db), db);
    DIR *dir = opendir(folder);
    for (struct dirent *e = NULL; dir != NULL && (e = readdir(dir)) != NULL;) {
        size_t len = strlen(name);
        n += strncmp(e->d_name, name, len) == 0 && e->d_name[len] == '.';
    }
    closedir(dir);
    return n;
}

TEST(demo_killed_leaves_the_whole_sample_or_none)
{
    int killed = 0;
    for (unsigned ms = FIRST_MS; ms <= LAST_MS; ms += STEP_MS) {
        char name[32];
        snprintf(name, sizeof name, "killed-%u.db", ms);
        const char *db = program_file(name);
        struct program demo = {.args = {"demo", db}, .kill_ms = ms};
        struct said s = program_run(&demo);
        killed += s.status == KILLED;
        said_clear(&s);
        const char *ready = file_exists(db) ? "早已写好" : "写好了";
        bool begun = !file_exists(db);
        expect(NULL, (const char *[]){"demo", db, NULL}, 0, ready, "");
        if (begun) {
            assert_int_equal(torsos(db), 0);
        }
        expect(db, (const char *[]){"list", "roster", NULL}, 0, "共 28 条", "");
    }
    assert_int_not_equal(killed, 0);
}
