/* Printing, with lp and lpstat of our own in a folder of the test: what they
   are given, and every way in which they can fail.  The real ones are asked in
   tests/cli/cups_test.c. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/printer.h"

#define PDF "%PDF-1.4\nnothing that a printer would look at\n%%EOF\n"

/* ---- a folder with programs --------------------------------------------- */

struct shop {
    struct arena arena;
    const char *folder, *pdf;
    const char *folders[2];
    struct printer_way way;
    struct err err;
};

static const char *in_shop(struct shop *s, const char *name)
{
    return arena_printf(&s->arena, "%s/%s", s->folder, name);
}

static void put_file(const char *path, const char *text, mode_t mode)
{
    struct err err = ERR_INIT;
    if (!file_write(path, text, strlen(text), FILE_REPLACE, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(chmod(path, mode), 0);
}

/* D in the script is the folder. */
static void put_program(struct shop *s, const char *name, const char *script)
{
    put_file(
        in_shop(s, name),
        arena_printf(&s->arena, "#!/bin/sh\nD='%s'\n%s\n", s->folder, script),
        0755);
}

#define SAYS_LIST                                                              \
    "case $1 in\n"                                                             \
    "-r) printf '%s\\n' 'scheduler is running' "                               \
    "'system default destination: HP' Alpha HP Zebra;;\n"                      \
    "*) echo 'printer HP is idle.  enabled since today';;\n"                   \
    "esac"
#define TAKES_ALL                                                              \
    "printf '%s\\n' \"$@\" > \"$D/argv\"\n"                                    \
    "env > \"$D/env\"\n"                                                       \
    "cat > \"$D/doc\"\n"                                                       \
    "echo 'request id is HP-12 (1 file(s))'"

static void shop_open(struct shop *s)
{
    static int shops;
    *s = (struct shop){0};
    s->folder = arena_printf(&s->arena, "%s/shop%d", unit_tmp(), shops++);
    assert_int_equal(mkdir(s->folder, 0755), 0);
    s->folders[0] = s->folder;
    s->way = (struct printer_way){.folders = s->folders, .limit_ms = 20000};
    s->pdf = in_shop(s, "a.pdf");
    put_file(s->pdf, PDF, 0600);
    put_program(s, "lpstat", SAYS_LIST);
    put_program(s, "lp", TAKES_ALL);
}

static void shop_close(struct shop *s)
{
    arena_clear(&s->arena);
}

static const char *seen(struct shop *s, const char *name)
{
    struct strbuf sb;
    sb_init(&sb);
    bool there = file_read(&sb, in_shop(s, name), 1 << 20, NULL);
    const char *text = there ? arena_str(&s->arena, sb.s) : NULL;
    sb_clear(&sb);
    return text;
}

static const struct print_wish plain = {
    .printer = "HP", .copies = 1, .pages = "", .of = 9};

static bool send_as(struct shop *s, struct print_wish wish,
                    struct print_job *job)
{
    err_clear(&s->err);
    return printer_send(s->pdf, &wish, &s->arena, &s->way, job, &s->err);
}

static void expect_refusal(struct shop *s, struct print_wish wish,
                           const char *code)
{
    struct print_job job;
    if (send_as(s, wish, &job) || !err_is(&s->err, code)) {
        fail_msg("%s, not %s: %s", s->err.code, code, s->err.text);
    }
}

/* ---- the list ----------------------------------------------------------- */

TEST(printer_list_begins_with_the_usual_one)
{
    struct shop s;
    struct printers list;
    shop_open(&s);
    assert_true(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_int_equal(list.n, 3);
    assert_true(list.usual);
    assert_string_equal(list.names[0], "HP");
    assert_string_equal(list.names[1], "Alpha");
    assert_string_equal(list.names[2], "Zebra");
    shop_close(&s);
}

TEST(printer_list_offers_no_name_that_could_be_something_else)
{
    struct shop s;
    struct printers list;
    shop_open(&s);
    put_program(&s, "lpstat",
                "printf '%s\\n' 'scheduler is running' 'no system default "
                "destination' '-o' 'a b' good '' 'x\tz' 一楼\n"
                "printf 'bad\\377\\n'");
    assert_true(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_int_equal(list.n, 2);
    assert_false(list.usual);
    assert_string_equal(list.names[0], "good");
    assert_string_equal(list.names[1], "一楼");
    shop_close(&s);
}

TEST(printer_list_says_why_there_is_none)
{
    static const struct {
        const char *script, *code;
    } rows[] = {
        {"echo 'scheduler is not running'", "E-LP-004"},
        {"echo 'hello'", "E-LP-014"},
        {"exit 1", "E-LP-014"},
        {"kill -9 $$", "E-LP-014"},
    };
    struct shop s;
    struct printers list;
    shop_open(&s);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        put_program(&s, "lpstat", rows[i].script);
        if (printers_list(&list, &s.arena, &s.way, &s.err) ||
            !err_is(&s.err, rows[i].code)) {
            fail_msg("%s: %s", rows[i].script, s.err.code);
        }
    }
    put_program(&s, "lpstat",
                "echo 'scheduler is running'; echo 'no system default "
                "destination'");
    assert_true(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_int_equal(list.n, 0);
    expect_refusal(&s, plain, "E-LP-002");
    shop_close(&s);
}

TEST(printer_without_programs_names_the_package)
{
    struct shop s;
    struct printers list;
    shop_open(&s);
    unlink(in_shop(&s, "lp"));
    expect_refusal(&s, plain, "E-LP-001");
    unlink(in_shop(&s, "lpstat"));
    assert_false(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_true(err_is(&s.err, "E-LP-001"));
    assert_non_null(strstr(s.err.text, "cups-client"));
    assert_int_equal(s.err.kind, ERR_IO);
    shop_close(&s);
}

/* PATH is not asked: whoever sets it does not choose what runs. */
TEST(printer_programs_come_from_fixed_folders)
{
    struct shop s;
    struct printers list;
    char *path = mem_str(getenv("PATH"));
    const char *const nowhere[] = {NULL};
    shop_open(&s);
    setenv("PATH", s.folder, 1);
    s.way.folders = nowhere;
    assert_false(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_true(err_is(&s.err, "E-LP-001"));
    setenv("PATH", path, 1);
    mem_free(path);
    shop_close(&s);
}

/* ---- what lp is given --------------------------------------------------- */

TEST(printer_gives_lp_what_was_wished)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    setenv("PBTUI_SECRET", "1", 1);
    struct print_wish wish = {.printer = "Zebra",
                              .copies = 2,
                              .duplex = true,
                              .width = 29700,
                              .height = 21000,
                              .pages = "５、１-3",
                              .of = 9};
    assert_true(send_as(&s, wish, &job));
    assert_string_equal(job.printer, "Zebra");
    assert_string_equal(job.name, "HP-12");
    assert_string_equal(job.note, "");
    assert_string_equal(seen(&s, "doc"), PDF);
    assert_string_equal(seen(&s, "argv"),
                        "-d\nZebra\n-n\n2\n-t\n党支部台账\n-o\ncollate=true\n"
                        "-o\nsides=two-sided-long-edge\n-o\nmedia=A4\n"
                        "-P\n1-3,5\n");
    const char *env = seen(&s, "env");
    assert_non_null(strstr(env, "LC_ALL=C\n"));
    assert_non_null(strstr(env, "PATH=/usr/bin:/bin\n"));
    assert_null(strstr(env, "PBTUI_SECRET"));
    unsetenv("PBTUI_SECRET");
    shop_close(&s);
}

TEST(printer_gives_lp_no_more_than_was_wished)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    struct print_wish wish = plain;
    wish.printer = NULL; /* the usual one */
    wish.pages = "1-9";  /* all of them */
    wish.width = 12345;
    wish.height = 23456;
    assert_true(send_as(&s, wish, &job));
    assert_string_equal(seen(&s, "argv"),
                        "-d\nHP\n-n\n1\n-t\n党支部台账\n-o\ncollate=true\n"
                        "-o\nsides=one-sided\n");
    shop_close(&s);
}

/* The names create nothing, and lp does not even run. */
TEST(printer_names_are_data)
{
    static const char *const names[] = {"-o raw;touch P",
                                        "$(touch P)",
                                        "`touch P`",
                                        "HP;touch P",
                                        "HP\nHP",
                                        "HP ",
                                        "",
                                        "hp",
                                        "-d",
                                        "../HP",
                                        "HP|touch P",
                                        "HP\n-o\nraw"};
    struct shop s;
    shop_open(&s);
    char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(s.folder), 0);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct print_wish wish = plain;
        wish.printer = names[i];
        expect_refusal(&s, wish, "E-LP-003");
    }
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_null(seen(&s, "P"));
    assert_null(seen(&s, "argv"));
    shop_close(&s);
}

TEST(printer_wishes_are_checked)
{
    struct shop s;
    shop_open(&s);
    struct print_wish wish = plain;
    wish.copies = 0;
    expect_refusal(&s, wish, "E-LP-017");
    wish.copies = 100;
    expect_refusal(&s, wish, "E-LP-017");
    wish = plain;
    wish.pages = "1;touch P";
    expect_refusal(&s, wish, "E-LP-010");
    wish.pages = "10";
    expect_refusal(&s, wish, "E-LP-011");
    put_program(&s, "lpstat",
                "echo 'scheduler is running'\necho 'no system default "
                "destination'\necho Alpha");
    wish = plain;
    wish.printer = NULL;
    expect_refusal(&s, wish, "E-LP-016");
    assert_null(seen(&s, "argv"));
    shop_close(&s);
}

TEST(printer_takes_pdf_files_only)
{
    struct shop s;
    shop_open(&s);
    put_file(in_shop(&s, "text"), "PDF-1.4", 0600);
    put_file(in_shop(&s, "short"), "%PD", 0600);
    assert_int_equal(mkfifo(in_shop(&s, "fifo"), 0600), 0);
    static const char *const names[] = {"text", "short", "fifo", "absent", "."};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        s.pdf = in_shop(&s, names[i]);
        expect_refusal(&s, plain, "E-LP-009");
    }
    assert_null(seen(&s, "argv"));
    shop_close(&s);
}

/* ---- what lp says ------------------------------------------------------- */

TEST(printer_refusals_have_their_sentences)
{
    static const struct {
        const char *script, *code;
    } rows[] = {
        {"echo 'lp: Destination \"HP\" is not accepting jobs.' >&2; exit 1",
         "E-LP-005"},
        {"echo 'lp: Error - The printer or class does not exist.' >&2; exit 1",
         "E-LP-012"},
        {"echo 'lp: Error - scheduler not responding.' >&2; exit 1",
         "E-LP-012"},
        {"echo 'lp: Unable to connect to server' >&2; exit 1", "E-LP-012"},
        {"echo 'lp: Forbidden' >&2; exit 1", "E-LP-015"},
        {"echo 'lp: Unsupported document-format.' >&2; exit 1", "E-LP-006"},
        {"exit 1", "E-LP-006"},
        {"kill -9 $$", "E-LP-006"},
        {"printf 'lp: \\033]0;x\\007\\n' >&2; exit 1", "E-LP-006"},
    };
    struct shop s;
    shop_open(&s);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        put_program(&s, "lp", rows[i].script);
        expect_refusal(&s, plain, rows[i].code);
        assert_null(strchr(s.err.text, '\033'));
        assert_int_equal(s.err.kind, ERR_IO);
    }
    shop_close(&s);
}

TEST(printer_queue_that_stands_still_is_told)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    put_program(&s, "lpstat",
                "case $1 in -p) test \"$2\" = HP && echo 'printer HP disabled "
                "since today -'; echo '\tPaused';;\n"
                "*) echo 'scheduler is running'; echo HP;; esac");
    assert_true(send_as(&s, plain, &job));
    assert_string_equal(job.name, "HP-12");
    assert_non_null(strstr(job.note, "停着"));
    shop_close(&s);
}

/* ---- time and size ------------------------------------------------------ */

/* Dead, even if nobody has asked for its status yet. */
static bool is_gone(pid_t pid)
{
    char path[40];
    char stat[256];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    for (int i = 0; i < 200; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t n = fd >= 0 ? read(fd, stat, sizeof stat - 1) : 0;
        if (fd >= 0) {
            close(fd);
        }
        stat[n > 0 ? n : 0] = '\0';
        if (n <= 0 || strstr(stat, ") Z ") != NULL) {
            return true;
        }
        usleep(10000);
    }
    return false;
}

/* With its children, and also when it has closed its outputs. */
TEST(printer_that_hangs_is_killed)
{
    static const char *const scripts[] = {
        "sleep 60 & echo $! > \"$D/pid\"; wait",
        "exec >&- 2>&-; sleep 60 & echo $! > \"$D/pid\"; wait",
        "trap '' TERM HUP INT; sleep 60 & echo $! > \"$D/pid\"; wait",
    };
    struct shop s;
    shop_open(&s);
    for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
        put_program(&s, "lp", scripts[i]);
        s.way.limit_ms = 400;
        int64_t began = clock_monotonic_ms();
        expect_refusal(&s, plain, "E-LP-007");
        assert_in_range(clock_monotonic_ms() - began, 390, 5000);
        const char *pid = seen(&s, "pid");
        assert_non_null(pid);
        assert_true(is_gone((pid_t)strtol(pid, NULL, 10)));
    }
    put_program(&s, "lpstat", "sleep 60");
    expect_refusal(&s, plain, "E-LP-007");
    shop_close(&s);
}

/* A child that it leaves behind holds its outputs open for long. */
TEST(printer_that_leaves_a_child_is_not_waited_for)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    put_program(&s, "lp",
                "echo 'request id is HP-3 (1 file(s))'\n"
                "sleep 20 & echo $! > \"$D/pid\"");
    int64_t began = clock_monotonic_ms();
    assert_true(send_as(&s, plain, &job));
    assert_string_equal(job.name, "HP-3");
    assert_true(clock_monotonic_ms() - began < 5000);
    kill((pid_t)strtol(seen(&s, "pid"), NULL, 10), SIGKILL);
    shop_close(&s);
}

TEST(printer_that_talks_without_end_is_heard_out)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    put_program(&s, "lp",
                "echo 'lp: Forbidden' >&2\n"
                "head -c 10000000 /dev/zero | tr '\\0' x >&2\n"
                "test -e \"$D/good\" || exit 1\n"
                "cat > /dev/null; echo 'request id is HP-7 (1 file(s))'");
    expect_refusal(&s, plain, "E-LP-015");
    put_file(in_shop(&s, "good"), "", 0600);
    assert_true(send_as(&s, plain, &job));
    assert_string_equal(job.name, "HP-7");
    put_program(&s, "lp", "yes >&2");
    s.way.limit_ms = 300;
    expect_refusal(&s, plain, "E-LP-007");
    shop_close(&s);
}

static bool twice(void *ctx)
{
    return ++*(int *)ctx < 3;
}

TEST(printer_can_be_stopped)
{
    struct shop s;
    int asked = 0;
    shop_open(&s);
    put_program(&s, "lp", "sleep 60");
    put_program(&s, "lpstat", "echo 'scheduler is running'\necho HP");
    s.way.go_on = twice;
    s.way.ctx = &asked;
    int64_t began = clock_monotonic_ms();
    expect_refusal(&s, plain, "E-LP-013");
    assert_true(clock_monotonic_ms() - began < 5000);
    assert_int_equal(asked, 3);
    shop_close(&s);
}

/* ---- not even started --------------------------------------------------- */

TEST(printer_that_is_no_program)
{
    struct shop s;
    shop_open(&s);
    put_file(in_shop(&s, "lp"), "no program at all", 0755);
    expect_refusal(&s, plain, "E-LP-008");
    assert_non_null(strstr(s.err.text, "lp"));
    if (geteuid() != 0) {
        put_file(in_shop(&s, "lp"), "#!/bin/sh\n", 0600);
        expect_refusal(&s, plain, "E-LP-008");
    }
    shop_close(&s);
}

/* In a process of its own, because the limits stay. */
static int code_in_child(struct shop *s, enum __rlimit_resource resource)
{
    pid_t child = fork();
    if (child == 0) {
        struct printers list;
        struct rlimit none = {0, 0};
        if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 ||
                               setuid(65534) != 0)) {
            _exit(3);
        }
        if (resource == RLIMIT_NOFILE) {
            none.rlim_cur = none.rlim_max = 3;
        }
        if (setrlimit(resource, &none) != 0) {
            _exit(4);
        }
        bool ok = printers_list(&list, &s->arena, &s->way, &s->err);
        _exit(ok ? 1 : err_is(&s->err, "E-LP-008") ? 0 : 2);
    }
    int status = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(printer_without_processes_or_files_says_so)
{
    struct shop s;
    shop_open(&s);
    assert_int_equal(code_in_child(&s, RLIMIT_NPROC), 0);
    assert_int_equal(code_in_child(&s, RLIMIT_NOFILE), 0);
    shop_close(&s);
}

TEST(printer_leaves_no_file_and_no_process_behind)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    int before = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(before);
    for (int i = 0; i < 5; i++) {
        assert_true(send_as(&s, plain, &job));
    }
    put_program(&s, "lp", "sleep 60");
    s.way.limit_ms = 200;
    expect_refusal(&s, plain, "E-LP-007");
    unlink(in_shop(&s, "lp"));
    expect_refusal(&s, plain, "E-LP-001");
    int after = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(after);
    assert_int_equal(after, before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    shop_close(&s);
}

/* ---- pages -------------------------------------------------------------- */

TEST(printer_pages_as_people_write_them)
{
    static const struct {
        const char *typed, *pages; /* NULL: refused */
    } rows[] = {
        {"", ""},
        {"  ", ""},
        {"3", "3"},
        {"1-3,5", "1-3,5"},
        {"5,1-3", "1-3,5"},
        {"1-3，5", "1-3,5"},
        {"１－３、５", "1-3,5"},
        {"1 - 3 5", "1-3,5"},
        {"1—3", "1-3"},
        {"1——3", "1-3"},
        {"1~3；5", "1-3,5"},
        {"8-", "8-12"},
        {"-3", "1-3"},
        {"3,3,2", "2-3"},
        {"1-6,4-8", "1-8"},
        {"1-12", ""},
        {"1-6,7-12", ""},
        {"12", "12"},
        {"1,,2", "1-2"},
        {"2,4,6", "2,4,6"},
        {"0", NULL},
        {"0-3", NULL},
        {"13", NULL},
        {"9-13", NULL},
        {"3-1", NULL},
        {"-", NULL},
        {"1-2-3", NULL},
        {"a", NULL},
        {"1;touch P", NULL},
        {"1.5", NULL},
        {"99999999999999999999", NULL},
        {"1-99999999", NULL},
        {"第三页", NULL},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *pages = "?";
        struct err err = ERR_INIT;
        bool ok = printer_pages(rows[i].typed, 12, &a, &pages, &err);
        if (ok != (rows[i].pages != NULL) ||
            (ok && strcmp(pages, rows[i].pages) != 0)) {
            fail_msg("“%s”: %s", rows[i].typed, ok ? pages : err.text);
        }
    }
    arena_clear(&a);
}

/* What comes out is in order, within the document, and says the same again. */
PROPERTY(printer_pages_are_in_order)
{
    static const char signs[] = "0123456789,- ~;";
    uint64_t stream = unit_seed();
    struct arena a = ARENA_INIT;
    for (int i = 0; i < 20000; i++) {
        char typed[16];
        size_t n = unit_below(&stream, sizeof typed);
        size_t of = 1 + unit_below(&stream, 40);
        const char *once;
        const char *again;
        for (size_t k = 0; k < n; k++) {
            typed[k] = signs[unit_below(&stream, sizeof signs - 1)];
        }
        typed[n] = '\0';
        if (!printer_pages(typed, of, &a, &once, NULL)) {
            continue;
        }
        assert_true(printer_pages(once, of, &a, &again, NULL));
        assert_string_equal(once, again);
        long last = 0;
        for (const char *s = once; *s != '\0'; s += *s != '\0') {
            char *end;
            long page = strtol(s, &end, 10);
            assert_true(end > s && page > last && page <= (long)of);
            last = page;
            s = end;
        }
        arena_reset(&a);
    }
    arena_clear(&a);
}
