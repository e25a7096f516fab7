/* `print --printer` against a real print service. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cupsd.h"
#include "program.h"

#define OCTOBER "print", "month", "--month", "2026-10"

static struct said run(const char *const *args)
{
    struct program p = {.db = program_sample()};
    for (size_t n = 0; args[n] != NULL; n++) {
        p.args[n] = args[n];
    }
    return program_run(&p);
}
#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL})

static void expect(struct said *s, int status, const char *word)
{
    if (s->status != status ||
        (strstr(s->out, word) == NULL && strstr(s->err, word) == NULL)) {
        fail_msg("status %d, not %d with “%s”:\n%s%s", s->status, status, word,
                 s->out, s->err);
    }
    said_clear(s);
}

/* How many pages poppler finds, and in *text what stands on them. */
static int pages_in(const char *pdf, char *text, size_t room)
{
    char line[600];
    snprintf(line, sizeof line,
             "pdfinfo '%s' | sed -n 's/^Pages: *//p'; pdftotext '%s' -", pdf,
             pdf);
    FILE *f = popen(line, "r");
    assert_non_null(f);
    size_t n = fread(text, 1, room - 1, f);
    text[n] = '\0';
    pclose(f);
    return (int)strtol(text, NULL, 10);
}

TEST(cups_two_pages_arrive)
{
    static char text[65536];
    cupsd_need();
    cupsd_start();
    struct said s = RUN(OCTOBER, "--printer", "PDF", "--pages", "1-2");
    expect(&s, 0, "PDF-");
    assert_int_equal(pages_in(cupsd_printed(), text, sizeof text), 2);
    assert_non_null(strstr(text, "台账"));
    assert_non_null(strstr(cupsd_log(), "|党支部台账|"));
}

TEST(cups_copies_are_those_wished)
{
    static char text[65536];
    cupsd_need();
    cupsd_start();
    struct said s =
        RUN(OCTOBER, "--printer", "PDF", "--pages", "2", "--copies", "3");
    expect(&s, 0, "PDF-");
    assert_int_equal(pages_in(cupsd_printed(), text, sizeof text), 3);
}

/* Whatever a printer's name could make a shell or lp do. */
TEST(cups_names_create_nothing)
{
    static const char *const names[] = {
        "--printer=-o raw;touch P", "--printer=$(touch P)",
        "--printer=`touch P`", "--printer=PDF\nPDF", "--printer=PDF;touch P"};
    cupsd_need();
    cupsd_start();
    char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(unit_tmp()), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct said s = RUN(OCTOBER, names[i]);
        expect(&s, 2, "E-LP-003");
    }
    assert_int_not_equal(access("P", F_OK), 0);
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_true(cupsd_is_idle());
}

TEST(cups_queue_that_takes_nothing)
{
    cupsd_need();
    cupsd_start();
    cupsd_admin("cupsreject PDF");
    struct said s = RUN(OCTOBER, "--printer", "PDF");
    expect(&s, 3, "E-LP-005");
    cupsd_admin("cupsaccept PDF");
    cupsd_admin("cupsdisable PDF");
    s = RUN(OCTOBER, "--printer", "PDF", "--pages", "1");
    expect(&s, 0, "停着");
    cupsd_admin("cancel -a PDF");
    cupsd_admin("cupsenable PDF");
    assert_true(cupsd_is_idle());
}

TEST(cups_service_that_does_not_run)
{
    cupsd_need();
    cupsd_start();
    cupsd_stop();
    struct said s = RUN(OCTOBER, "--printer", "PDF");
    expect(&s, 3, "打印服务（CUPS）没有运行");
}
