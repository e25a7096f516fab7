/* The talk with the press: what is written to it, and what is made of a press
   that is missing or mad.  The presses here are scripts; the real one is tested
   in tests/press. */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "press_ground.h"

TEST(press_writes_places_in_points)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    const struct press_fonts fonts = {.family = {"", "My\nSong", NULL}};
    press_be("cat > \"$HOME/wire\"\n" PRESS_GOOD);
    const char *to = press_path("places.pdf");
    assert_true(press_pdf(&press_pages, &fonts, to, FILE_NEW, &a, &r, &e));
    char *wire = press_read_back("wire");
    /* An inch is 72 pt; a column is a tenth of an inch, a line a fifth; the
       second page has its edge a tenth further left. */
    assert_string_equal(wire, "pbtui-press 1\n"
                              "title 一个 标题 ， ， 。\n"
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
    char *pdf = press_read_back("places.pdf");
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
        press_be(rows[i].script);
        struct err e;
        if (press_two(press_path("none.pdf"), FILE_NEW, &e) ||
            strcmp(e.code, rows[i].code) != 0) {
            fail_msg("%s: expected %s, got %s", rows[i].script, rows[i].code,
                     e.code);
        }
        assert_false(file_exists(press_path("none.pdf")));
        assert_int_equal(press_torsos(), 0);
        /* Whatever the press said, what to do is said by us. */
        if (rows[i].code[8] >= '3') {
            assert_non_null(strstr(e.text, "请"));
        }
    }
}

TEST(press_talk_between_the_lines_is_not_taken_for_news)
{
    struct err e;
    press_be("cat >/dev/null\n"
             "echo 'Fontconfig warning: press\tno\tnothing' >&2\n"
             "head -c 100000 /dev/zero | tr '\\0' 'x' >&2\n"
             "printf 'press\\tpages\\t7\\n' >&2\n" PRESS_GOOD);
    assert_true(press_two(press_path("talk.pdf"), FILE_NEW, &e));
}

TEST(press_sentences_pass_the_door_for_text)
{
    struct err e;
    press_be("printf 'press\\tno\\t\\033[2J没有\\n' >&2; exit 11");
    assert_false(press_two(press_path("door.pdf"), FILE_NEW, &e));
    assert_null(strchr(e.text, '\033'));
    assert_non_null(strstr(e.text, "没有"));
}

TEST(press_that_is_missing_is_told)
{
    setenv("PBTUI_PRESS", press_path("nowhere"), 1);
    press_refused(press_path("missing.pdf"), "E-PRESS-001");
    setenv("PBTUI_PRESS", unit_tmp(), 1);
    press_refused(press_path("missing.pdf"), "E-PRESS-001");
    press_be("exit 0");
    assert_int_equal(chmod(press_path("fake-press"), 0644), 0);
    press_refused(press_path("missing.pdf"), "E-PRESS-001");
    FILE *f = fopen(press_path("no-program"), "w");
    fputs("neither this nor that\n", f);
    fclose(f);
    chmod(press_path("no-program"), 0755);
    setenv("PBTUI_PRESS", press_path("no-program"), 1);
    press_refused(press_path("missing.pdf"), "E-PRESS-002");
    /* Nothing stands beside the tests. */
    unsetenv("PBTUI_PRESS");
    press_refused(press_path("missing.pdf"), "E-PRESS-001");
    assert_int_equal(press_torsos(), 0);
}

TEST(press_sees_a_fixed_environment_and_no_file_of_ours)
{
    struct err e;
    int fd = open(press_path("open-file"), O_RDWR | O_CREAT, 0600);
    int high = fcntl(fd, F_DUPFD, 33);
    setenv("PBTUI_DB", "secret", 1);
    press_be("cat >/dev/null\nenv > \"$HOME/env\"\n"
             "ls /proc/$$/fd > \"$HOME/fds\"\n" PRESS_GOOD);
    assert_true(press_two(press_path("env.pdf"), FILE_NEW, &e));
    close(fd);
    close(high);
    char *env = press_read_back("env");
    assert_null(strstr(env, "PBTUI"));
    assert_non_null(strstr(env, "LANG=C.UTF-8"));
    mem_free(env);
    char *fds = press_read_back("fds");
    assert_null(strstr(fds, "33"));
    mem_free(fds);
    unsetenv("PBTUI_DB");
}

TEST(press_does_not_begin_when_the_target_cannot_be)
{
    struct err e;
    press_be("touch \"$HOME/began\"\n" PRESS_GOOD);
    assert_true(file_write(press_path("taken.pdf"), "old", 3, FILE_NEW, &e));
    press_refused(press_path("taken.pdf"), "E-FILE-007");
    assert_int_equal(symlink(press_path("taken.pdf"), press_path("link.pdf")),
                     0);
    press_refused(press_path("link.pdf"), "E-FILE-009");
    assert_false(press_two(press_path("link.pdf"), FILE_REPLACE, &e));
    assert_string_equal(e.code, "E-FILE-009");
    press_refused(press_path("no/where.pdf"), "E-FILE-004");
    press_refused(unit_tmp(), "E-FILE-006");
    assert_false(file_exists(press_path("began")));
    char *old = press_read_back("taken.pdf");
    assert_string_equal(old, "old");
    mem_free(old);
    assert_true(press_two(press_path("taken.pdf"), FILE_REPLACE, &e));
    assert_true(file_exists(press_path("began")));
}

TEST(press_without_pages_or_with_too_many_is_refused)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    const char *to = press_path("empty.pdf");
    press_be(PRESS_GOOD);
    struct document doc = {"题", press_pages.pages, 0};
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
    press_be("printf '%%PDF-1.5\\n'; head -c 100000 /dev/zero\n" PRESS_GOOD);
    if (press_two(press_path("full.pdf"), FILE_NEW, &e)) {
        return 3;
    }
    return strcmp(e.code, "E-FILE-001") == 0 ? 0 : 4;
}

static int out_to(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    struct err e;
    dup2(fd, STDOUT_FILENO);
    if (press_two("-", FILE_NEW, &e)) {
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
    return out_to(press_path("standard"));
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
    assert_false(file_exists(press_path("full.pdf")));
    assert_int_equal(press_torsos(), 0);
}

TEST(press_to_standard_output_gives_all_or_nothing)
{
    press_be("cat >/dev/null\n" PRESS_GOOD);
    assert_int_equal(in_child(out_to_full), 1);
    assert_int_equal(in_child(out_to_file), 0);
    char *pdf = press_read_back("standard");
    assert_string_equal(pdf, "%PDF-1.5\nall of it\n%%EOF\n");
    mem_free(pdf);
    press_be("printf '%%PDF-1.5\\nhalf'; kill -SEGV $$");
    assert_int_equal(in_child(out_to_file), 2);
    pdf = press_read_back("standard");
    assert_string_equal(pdf, "");
    mem_free(pdf);
}
