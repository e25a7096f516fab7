/* Printing, with lp and lpstat of our own: what they are given, and what is
   made of what they say.  The real ones are asked in tests/cli/cups_test.c. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "printer_shop.h"

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
    shop_program(&s, "lpstat",
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
        shop_program(&s, "lpstat", rows[i].script);
        if (printers_list(&list, &s.arena, &s.way, &s.err) ||
            !err_is(&s.err, rows[i].code)) {
            fail_msg("%s: %s", rows[i].script, s.err.code);
        }
    }
    shop_program(&s, "lpstat",
                 "echo 'scheduler is running'; echo 'no system default "
                 "destination'");
    assert_true(printers_list(&list, &s.arena, &s.way, &s.err));
    assert_int_equal(list.n, 0);
    shop_refusal(&s, shop_plain, "E-LP-002");
    shop_close(&s);
}

TEST(printer_without_programs_names_the_package)
{
    struct shop s;
    struct printers list;
    shop_open(&s);
    unlink(shop_path(&s, "lp"));
    shop_refusal(&s, shop_plain, "E-LP-001");
    unlink(shop_path(&s, "lpstat"));
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
    assert_true(shop_send(&s, wish, &job));
    assert_string_equal(job.printer, "Zebra");
    assert_string_equal(job.name, "HP-12");
    assert_string_equal(job.note, "");
    assert_string_equal(shop_seen(&s, "doc"), SHOP_PDF);
    assert_string_equal(shop_seen(&s, "argv"),
                        "-d\nZebra\n-n\n2\n-t\n党支部台账\n-o\ncollate=true\n"
                        "-o\nsides=two-sided-long-edge\n-o\nmedia=A4\n"
                        "-P\n1-3,5\n");
    const char *env = shop_seen(&s, "env");
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
    struct print_wish wish = shop_plain;
    wish.printer = NULL; /* the usual one */
    wish.pages = "1-9";  /* all of them */
    wish.width = 12345;
    wish.height = 23456;
    assert_true(shop_send(&s, wish, &job));
    assert_string_equal(shop_seen(&s, "argv"),
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
        struct print_wish wish = shop_plain;
        wish.printer = names[i];
        shop_refusal(&s, wish, "E-LP-003");
    }
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_null(shop_seen(&s, "P"));
    assert_null(shop_seen(&s, "argv"));
    shop_close(&s);
}

TEST(printer_wishes_are_checked)
{
    struct shop s;
    shop_open(&s);
    struct print_wish wish = shop_plain;
    wish.copies = 0;
    shop_refusal(&s, wish, "E-LP-017");
    wish.copies = 100;
    shop_refusal(&s, wish, "E-LP-017");
    wish = shop_plain;
    wish.pages = "1;touch P";
    shop_refusal(&s, wish, "E-LP-010");
    wish.pages = "10";
    shop_refusal(&s, wish, "E-LP-011");
    shop_program(&s, "lpstat",
                 "echo 'scheduler is running'\necho 'no system default "
                 "destination'\necho Alpha");
    wish = shop_plain;
    wish.printer = NULL;
    shop_refusal(&s, wish, "E-LP-016");
    assert_null(shop_seen(&s, "argv"));
    shop_close(&s);
}

TEST(printer_takes_pdf_files_only)
{
    struct shop s;
    shop_open(&s);
    shop_file(&s, "text", "PDF-1.4", 0600);
    shop_file(&s, "short", "%PD", 0600);
    assert_int_equal(mkfifo(shop_path(&s, "fifo"), 0600), 0);
    static const char *const names[] = {"text", "short", "fifo", "absent", "."};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        s.pdf = shop_path(&s, names[i]);
        shop_refusal(&s, shop_plain, "E-LP-009");
    }
    assert_null(shop_seen(&s, "argv"));
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
        shop_program(&s, "lp", rows[i].script);
        shop_refusal(&s, shop_plain, rows[i].code);
        assert_null(strchr(s.err.text, '\033'));
        assert_int_equal(s.err.kind, ERR_IO);
    }
    shop_close(&s);
}

/* 1 + 600 bytes: 200 of them would end inside a character. */
static void put_long(struct shop *s)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "echo 'x");
    sb_repeat(&sb, "原因", 100);
    sb_add(&sb, "' >&2; exit 1");
    shop_program(s, "lp", sb.s);
    sb_clear(&sb);
}

/* Told without a character cut in two, and without a promise that only the
   caller could keep. */
TEST(printer_refusal_shows_the_beginning_of_what_lp_said)
{
    struct shop s;
    shop_open(&s);
    put_long(&s);
    shop_refusal(&s, shop_plain, "E-LP-006");
    assert_true(utf8_valid(s.err.text, strlen(s.err.text), NULL));
    assert_non_null(strstr(s.err.text, "原因原因"));
    assert_null(strstr(s.err.text, "还在"));
    assert_non_null(strstr(s.err.text, "）。可以换一台"));
    shop_close(&s);
}

TEST(printer_queue_that_stands_still_is_told)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    shop_program(&s, "lpstat",
                 "case $1 in -p) test \"$2\" = HP && echo 'printer HP disabled "
                 "since today -'; echo '\tPaused';;\n"
                 "*) echo 'scheduler is running'; echo HP;; esac");
    assert_true(shop_send(&s, shop_plain, &job));
    assert_string_equal(job.name, "HP-12");
    assert_non_null(strstr(job.note, "停着"));
    shop_close(&s);
}
