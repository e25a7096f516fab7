/* The talk with the press: what is written to it, and what is made of a press
   that is missing, mad, slow or dead.  The presses here are scripts; the real
   one is tested in tests/press. */
#include "unit.h"

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/press.h"
#include "pbtui/text/utf8.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A path in this program's folder; up to eight live at once. */
static const char *in_tmp(const char *name)
{
    static char paths[8][512];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

/* From now on the press is this script. */
static void be_press(const char *script)
{
    const char *path = in_tmp("fake-press");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "#!/bin/sh\n%s\n", script);
    fclose(f);
    assert_int_equal(chmod(path, 0755), 0);
    setenv("PBTUI_PRESS", path, 1);
    setenv("HOME", unit_tmp(), 1);
    setenv("PBTUI_PRESS_SECONDS", "20", 1);
}

static const struct sheet sheet = {.name = "试纸",
                                   .width = 21000,
                                   .height = 29700,
                                   .top = 2540,
                                   .left = 2540,
                                   .area_width = 12700,
                                   .area_height = 25400,
                                   .bind = -254,
                                   .foot = 508,
                                   .cols = 50,
                                   .lines = 50,
                                   .size = 1050};

static struct page_text texts[] = {
    {0, 0, 1, 50, PAGE_CENTRE, FACE_TITLE, 150, "名册"},
    {2, 10, 2, 10, PAGE_LEFT, FACE_BODY, 100, "张\n三"},
    {4, 10, 1, 10, PAGE_RIGHT, FACE_BODY, 100, "12.00"},
    {5, 0, 1, 4, PAGE_LEFT, FACE_HEAD, 100, ""},
};
static struct page_text foot[] = {
    {2, 10, 2, 10, PAGE_LEFT, FACE_BODY, 100, "张\n三"},
    {50, 0, 1, 10, PAGE_LEFT, FACE_SONG, 100, "脚"},
};
static struct page_rule rules[] = {
    {false, 2, 0, 50, RULE_THICK},
    {true, 2, 9, 3, RULE_THIN},
    {false, 9, 3, 1, RULE_DASHED},
    {false, 50, 0, 50, RULE_THIN},
};
static const struct page pages[] = {
    {&sheet, texts, ARRAY_LEN(texts), rules, 3},
    {&sheet, foot, 2, rules + 3, 1},
};
static const struct document two_pages = {"一个\t标题", pages, 2};

static bool press(const char *path, enum file_flags flags, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    *err = (struct err)ERR_INIT;
    bool ok = press_pdf(&two_pages, NULL, path, flags, &a, &r, err);
    arena_clear(&a);
    return ok;
}

static void assert_refused(const char *path, const char *code)
{
    struct err e;
    assert_false(press(path, FILE_NEW, &e));
    if (strcmp(e.code, code) != 0) {
        fail_msg("expected %s, got %s: %s", code, e.code, e.text);
    }
    assert_true(utf8_valid(e.text, strlen(e.text), NULL));
    assert_true((unsigned char)e.text[0] >= 0x80 || e.text[0] == '"');
}

/* Files in the folder that a draft has left behind. */
static int torsos(void)
{
    DIR *dir = opendir(unit_tmp());
    int n = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        n += file_is_torso(e->d_name);
    }
    closedir(dir);
    return n;
}

static char *read_back(const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    assert_true(file_read(&sb, in_tmp(name), 1u << 24, NULL));
    char *all = sb_take(&sb);
    sb_clear(&sb);
    return all;
}

/* What a good press does, as the end of a script. */
#define GOOD                                                                   \
    "printf 'press\\tfont\\tbody\\tAny Font\\n' >&2\n"                         \
    "printf 'press\\tnote\\t没有找到仿宋\\n' >&2\n"                      \
    "printf 'press\\tpages\\t2\\n' >&2\n"                                      \
    "printf '%%PDF-1.5\\nall of it\\n%%%%EOF\\n'"

TEST(press_writes_places_in_points)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    const struct press_fonts fonts = {.family = {"", "My\nSong", NULL}};
    be_press("cat > \"$HOME/wire\"\n" GOOD);
    const char *to = in_tmp("places.pdf");
    assert_true(press_pdf(&two_pages, &fonts, to, FILE_NEW, &a, &r, &e));
    char *wire = read_back("wire");
    /* An inch is 72 pt; a column is a tenth of an inch, a line a fifth; the
       second page has its edge a tenth further left. */
    assert_string_equal(wire, "pbtui-press 1\n"
                              "title 一个 标题\n"
                              "font song My Song\n"
                              "pages 2\n"
                              "page 59528 84189\n"
                              "rule thick 7560 10080 35280 h\n"
                              "rule thin 14040 10080 4320 v\n"
                              "rule dashed 9720 20160 0 h\n"
                              "style title 1575 10800\n"
                              "text 7200 8519 36000 c 名册\n"
                              "style body 1050 7200\n"
                              "text 14400 11919 7200 l 张 三\n"
                              "text 14400 14079 7200 r 12.00\n"
                              "page 59528 84189\n"
                              "rule thin 6840 79200 35280 h\n"
                              "style body 1050 7200\n"
                              "text 13680 11919 7200 l 张 三\n"
                              "style song 1050 7200\n"
                              "text 6480 81759 7200 l 脚\n"
                              "end\n");
    mem_free(wire);
    char *pdf = read_back("places.pdf");
    assert_string_equal(pdf, "%PDF-1.5\nall of it\n%%EOF\n");
    mem_free(pdf);
    assert_int_equal(r.pages, 2);
    assert_string_equal(r.fonts[FACE_BODY], "Any Font");
    assert_null(r.fonts[FACE_KAI]);
    assert_int_equal(r.n_notes, 1);
    assert_string_equal(r.notes[0], "没有找到仿宋");
    arena_clear(&a);
}

TEST(press_that_fails_leaves_a_sentence_and_no_file)
{
    static const struct {
        const char *script;
        const char *code;
    } rows[] = {
        {"exit 1", "E-PRESS-017"},
        {"cat >/dev/null; exit 0", "E-PRESS-018"},
        {"printf 'press\\tpages\\t2\\n' >&2; echo garbage", "E-PRESS-018"},
        {"yes", "E-PRESS-018"},
        /* cut off; too few pages */
        {"printf 'press\\tpages\\t2\\n' >&2; printf '%%PDF-1.5\\n'",
         "E-PRESS-018"},
        {"printf 'press\\tpages\\t1\\n' >&2;"
         " printf '%%PDF-1.5\\n%%%%EOF\\n'",
         "E-PRESS-018"},
        {"printf '%%PDF-1.5\\nhalf'; kill -SEGV $$", "E-PRESS-016"},
        {"printf '%%PDF-1.5\\n%%%%EOF\\n'; kill -KILL $$", "E-PRESS-016"},
        {"printf 'press\\tno\\t没有字体\\n' >&2; exit 11", "E-PRESS-010"},
        {"printf 'press\\tno\\t没有字\\n' >&2; exit 12", "E-PRESS-011"},
        {"printf 'press\\tno\\t坏字体\\n' >&2; exit 13", "E-PRESS-012"},
        {"printf 'press\\tno\\t看不懂\\n' >&2; exit 10", "E-PRESS-013"},
        {"printf 'press\\tno\\t别的\\n' >&2; exit 99", "E-PRESS-014"},
        {"exit 11", "E-PRESS-017"},
        /* 10 MB of talk, with and without line ends */
        {"yes talk | head -c 10000000 >&2; exit 3", "E-PRESS-017"},
        {"head -c 10000000 /dev/zero >&2; exit 3", "E-PRESS-017"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        be_press(rows[i].script);
        struct err e;
        if (press(in_tmp("none.pdf"), FILE_NEW, &e) ||
            strcmp(e.code, rows[i].code) != 0) {
            fail_msg("%s: expected %s, got %s", rows[i].script, rows[i].code,
                     e.code);
        }
        assert_false(file_exists(in_tmp("none.pdf")));
        assert_int_equal(torsos(), 0);
    }
}

TEST(press_talk_between_the_lines_is_not_taken_for_news)
{
    struct err e;
    be_press("cat >/dev/null\n"
             "echo 'Fontconfig warning: press\tno\tnothing' >&2\n"
             "head -c 100000 /dev/zero | tr '\\0' 'x' >&2\n"
             "printf 'press\\tpages\\t7\\n' >&2\n" GOOD);
    assert_true(press(in_tmp("talk.pdf"), FILE_NEW, &e));
}

TEST(press_sentences_pass_the_door_for_text)
{
    struct err e;
    be_press("printf 'press\\tno\\t\\033[2J没有\\n' >&2; exit 11");
    assert_false(press(in_tmp("door.pdf"), FILE_NEW, &e));
    assert_null(strchr(e.text, '\033'));
    assert_non_null(strstr(e.text, "没有"));
}

TEST(press_that_hangs_is_ended_at_the_limit)
{
    static const char *const ways[] = {
        "sleep 60",
        "exec sleep 60",
        "trap '' TERM HUP INT; cat >/dev/null; sleep 60",
        "sleep 60 & exit 0",       /* a child keeps the pipes */
        "exec >&- 2>&-; sleep 60", /* says nothing any more */
        "cat >/dev/null\n" GOOD "\nsleep 60",
    };
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        be_press(ways[i]);
        setenv("PBTUI_PRESS_SECONDS", "1", 1);
        int64_t began = clock_monotonic_ms();
        assert_refused(in_tmp("late.pdf"), "E-PRESS-015");
        int64_t took = clock_monotonic_ms() - began;
        if (took < 900 || took > 5000) {
            fail_msg("%s: %d ms", ways[i], (int)took);
        }
        assert_false(file_exists(in_tmp("late.pdf")));
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    }
    assert_int_equal(torsos(), 0);
}

TEST(press_that_is_missing_is_told)
{
    setenv("PBTUI_PRESS", in_tmp("nowhere"), 1);
    assert_refused(in_tmp("missing.pdf"), "E-PRESS-001");
    setenv("PBTUI_PRESS", unit_tmp(), 1);
    assert_refused(in_tmp("missing.pdf"), "E-PRESS-001");
    be_press("exit 0");
    assert_int_equal(chmod(in_tmp("fake-press"), 0644), 0);
    assert_refused(in_tmp("missing.pdf"), "E-PRESS-001");
    FILE *f = fopen(in_tmp("no-program"), "w");
    fputs("neither this nor that\n", f);
    fclose(f);
    chmod(in_tmp("no-program"), 0755);
    setenv("PBTUI_PRESS", in_tmp("no-program"), 1);
    assert_refused(in_tmp("missing.pdf"), "E-PRESS-002");
    /* Nothing stands beside the tests. */
    unsetenv("PBTUI_PRESS");
    assert_refused(in_tmp("missing.pdf"), "E-PRESS-001");
    assert_int_equal(torsos(), 0);
}

TEST(press_sees_a_fixed_environment_and_no_file_of_ours)
{
    struct err e;
    int fd = open(in_tmp("open-file"), O_RDWR | O_CREAT, 0600);
    int high = fcntl(fd, F_DUPFD, 33);
    setenv("PBTUI_DB", "secret", 1);
    be_press("cat >/dev/null\nenv > \"$HOME/env\"\n"
             "ls /proc/$$/fd > \"$HOME/fds\"\n" GOOD);
    assert_true(press(in_tmp("env.pdf"), FILE_NEW, &e));
    close(fd);
    close(high);
    char *env = read_back("env");
    assert_null(strstr(env, "PBTUI"));
    assert_non_null(strstr(env, "LANG=C.UTF-8"));
    mem_free(env);
    char *fds = read_back("fds");
    assert_null(strstr(fds, "33"));
    mem_free(fds);
    unsetenv("PBTUI_DB");
}

TEST(press_does_not_begin_when_the_target_cannot_be)
{
    struct err e;
    be_press("touch \"$HOME/began\"\n" GOOD);
    assert_true(file_write(in_tmp("taken.pdf"), "old", 3, FILE_NEW, &e));
    assert_refused(in_tmp("taken.pdf"), "E-FILE-007");
    assert_int_equal(symlink(in_tmp("taken.pdf"), in_tmp("link.pdf")), 0);
    assert_refused(in_tmp("link.pdf"), "E-FILE-009");
    assert_false(press(in_tmp("link.pdf"), FILE_REPLACE, &e));
    assert_string_equal(e.code, "E-FILE-009");
    assert_refused(in_tmp("no/where.pdf"), "E-FILE-004");
    assert_refused(unit_tmp(), "E-FILE-006");
    assert_false(file_exists(in_tmp("began")));
    char *old = read_back("taken.pdf");
    assert_string_equal(old, "old");
    mem_free(old);
    assert_true(press(in_tmp("taken.pdf"), FILE_REPLACE, &e));
    assert_true(file_exists(in_tmp("began")));
}

TEST(press_without_pages_or_with_too_many_is_refused)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    const char *to = in_tmp("empty.pdf");
    be_press(GOOD);
    struct document doc = {"题", pages, 0};
    assert_false(press_pdf(&doc, NULL, to, FILE_NEW, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-006");
    doc.n = 20001;
    assert_false(press_pdf(&doc, NULL, to, FILE_NEW, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-007");
    assert_false(file_exists(to));
    arena_clear(&a);
}

/* Limits and standard output of a child, so that ours stay. */
static int on_full_disk(void)
{
    struct err e;
    const struct rlimit limit = {20000, 20000};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return 2;
    }
    be_press("printf '%%PDF-1.5\\n'; head -c 100000 /dev/zero\n" GOOD);
    if (press(in_tmp("full.pdf"), FILE_NEW, &e)) {
        return 3;
    }
    return strcmp(e.code, "E-FILE-001") == 0 ? 0 : 4;
}

static int out_to(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    struct err e;
    dup2(fd, STDOUT_FILENO);
    if (press("-", FILE_NEW, &e)) {
        return 0;
    }
    return strcmp(e.code, "E-PRESS-005") == 0   ? 1
           : strcmp(e.code, "E-PRESS-016") == 0 ? 2
                                                : 3;
}

static int out_to_full(void)
{
    return out_to("/dev/full");
}

static int out_to_file(void)
{
    return out_to(in_tmp("standard"));
}

static int in_child(int (*fn)(void))
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        _exit(fn());
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

TEST(press_on_a_full_disk_leaves_no_half_file)
{
    assert_int_equal(in_child(on_full_disk), 0);
    assert_false(file_exists(in_tmp("full.pdf")));
    assert_int_equal(torsos(), 0);
}

TEST(press_to_standard_output_gives_all_or_nothing)
{
    be_press("cat >/dev/null\n" GOOD);
    assert_int_equal(in_child(out_to_full), 1);
    assert_int_equal(in_child(out_to_file), 0);
    char *pdf = read_back("standard");
    assert_string_equal(pdf, "%PDF-1.5\nall of it\n%%EOF\n");
    mem_free(pdf);
    be_press("printf '%%PDF-1.5\\nhalf'; kill -SEGV $$");
    assert_int_equal(in_child(out_to_file), 2);
    pdf = read_back("standard");
    assert_string_equal(pdf, "");
    mem_free(pdf);
}

/* Neither side may wait for the other: a press that answers before it reads,
   and one that leaves in the middle, with more to say than a pipe holds. */
TEST(press_talk_never_locks)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    struct page *many = arena_array(&a, 3000, sizeof *many);
    for (size_t i = 0; i < 3000; i++) {
        many[i] = pages[0];
    }
    const struct document doc = {"长", many, 3000};
    be_press("printf '%%PDF-1.5\\n'; head -c 3000000 /dev/zero\n"
             "head -c 3000000 /dev/zero >&2; echo >&2\n"
             "wc -c > \"$HOME/count\"\n"
             "printf 'press\\tpages\\t3000\\n' >&2\n"
             "printf '%%%%EOF\\n'");
    assert_true(
        press_pdf(&doc, NULL, in_tmp("locks.pdf"), FILE_NEW, &a, &r, &e));
    char *count = read_back("count");
    assert_true(atol(count) > 500000);
    mem_free(count);
    be_press("head -c 10 >/dev/null; exit 5");
    assert_false(
        press_pdf(&doc, NULL, in_tmp("left.pdf"), FILE_NEW, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-017");
    arena_clear(&a);
}
