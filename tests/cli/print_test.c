/* `print`: the month bound, what it says, twice the same, corrected, as it was
   issued; what is refused, and that nothing half is left behind. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/width.h"
#include "program.h"

static struct said run(const char *db, const char *const *args)
{
    struct program p = {.db = db};
    size_t n = 0;
    for (; args[n] != NULL; n++) {
        p.args[n] = args[n];
    }
    return program_run(&p);
}
#define RUN(db, ...) run(db, (const char *const[]){__VA_ARGS__, NULL})

static void took(const struct said *s, const char *what)
{
    if (s->status != 0) {
        fail_msg("%s: status %d\n%s", what, s->status, s->err);
    }
}

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("“%s” is not in:\n%.3000s", part, text);
    }
}

static void lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fail_msg("“%s” is in:\n%.3000s", part, text);
    }
}

static struct strbuf bytes_of(const char *path)
{
    struct strbuf sb;
    char piece[4096];
    size_t n;
    sb_init(&sb);
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        fail_msg("no %s", path);
        abort();
    }
    while ((n = fread(piece, 1, sizeof piece, f)) > 0) {
        sb_addn(&sb, piece, n);
    }
    fclose(f);
    return sb;
}

/* What a reader of the PDF finds in it. */
static struct strbuf text_of(const char *pdf)
{
    struct strbuf command;
    char out[400];
    snprintf(out, sizeof out, "%s.txt", pdf);
    sb_init(&command);
    sb_addf(&command, "pdftotext -layout '%s' '%s'", pdf, out);
    if (system(command.s) != 0) {
        fail_msg("pdftotext %s", pdf);
    }
    sb_clear(&command);
    return bytes_of(out);
}

/* A copy of the sample of one's own. */
static const char *own_sample(const char *name)
{
    const char *to = program_file(name);
    struct said s = RUN(NULL, "demo", to);
    took(&s, "demo");
    said_clear(&s);
    return to;
}

TEST(print_lists_what_there_is)
{
    struct said s = RUN(NULL, "print", "--list");
    took(&s, "print --list");
    for (const char *const *word =
             (const char *const[]){"month", "quarter", "year", "meeting",
                                   "signin", "roster", "duties", "transfer",
                                   "ballot", NULL};
         *word != NULL; word++) {
        has(s.out, *word);
    }
    said_clear(&s);
}

TEST(print_month_has_every_meeting_and_member)
{
    const char *db = own_sample("paper.db");
    const char *pdf = program_file("oct.pdf");
    struct said s = RUN(db, "print", "month", "--month", "2026-10", "-o", pdf);
    took(&s, "print month");
    has(s.out, pdf);
    said_clear(&s);
    struct strbuf text = text_of(pdf);
    s = RUN(db, "list", "events", "--month", "2026-10", "--format", "csv");
    took(&s, "list events");
    size_t found = 0;
    /* The day stands in the second column of each line. */
    for (char *line = strtok(s.out, "\r\n"); line != NULL;
         line = strtok(NULL, "\r\n")) {
        char *day = strstr(line, "2026-10-");
        if (day != NULL) {
            day[10] = '\0';
            has(text.s, day);
            found++;
        }
    }
    assert_true(found >= 3);
    said_clear(&s);
    s = RUN(db, "list", "roster", "--as-of", "2026-10-31", "--format", "csv");
    took(&s, "list roster");
    found = 0;
    strtok(s.out, "\r\n");
    for (char *line = strtok(NULL, "\r\n"); line != NULL;
         line = strtok(NULL, "\r\n")) {
        line[strcspn(line, ",")] = '\0';
        has(text.s, line);
        found++;
    }
    assert_int_equal(found, 28);
    has(text.s, "𠮷");
    said_clear(&s);
    sb_clear(&text);
}

TEST(print_twice_is_the_same_and_a_correction_is_told)
{
    const char *db = own_sample("twice.db");
    const char *one = program_file("one.pdf");
    const char *two = program_file("two.pdf");
    const char *three = program_file("three.pdf");
    const char *four = program_file("four.pdf");
    struct said s = RUN(db, "print", "month", "--month", "2026-10", "-o", one);
    took(&s, "the first");
    said_clear(&s);
    s = RUN(db, "print", "month", "--month", "2026-10", "-o", two);
    took(&s, "the second");
    said_clear(&s);
    struct strbuf a = bytes_of(one);
    struct strbuf b = bytes_of(two);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.s, b.s, a.len);
    sb_clear(&b);
    s = RUN(db, "list", "events", "--month", "2026-10", "--format", "json");
    took(&s, "list events");
    const char *at = strstr(s.out, "\"id\": ");
    char id[16] = "";
    if (at == NULL) {
        at = strstr(s.out, "\"id\":");
    }
    assert_non_null(at);
    sscanf(at + strcspn(at, "0123456789"), "%15[0-9]", id);
    said_clear(&s);
    s = RUN(db, "set", "events", id, "place=县委党校一号教室", "--reason",
            "地点写错");
    took(&s, "set");
    said_clear(&s);
    s = RUN(db, "print", "month", "--month", "2026-10", "-o", three);
    took(&s, "the corrected");
    said_clear(&s);
    struct strbuf text = text_of(three);
    has(text.s, "第2次印发");
    has(text.s, "更正1处");
    has(text.s, "县委党校一号教室");
    sb_clear(&text);
    text = text_of(one);
    has(text.s, "第1次印发");
    has(text.s, "更正0处");
    sb_clear(&text);
    s = RUN(db, "print", "month", "--month", "2026-10", "--as-issued", "-o",
            four);
    took(&s, "as issued");
    said_clear(&s);
    text = text_of(four);
    has(text.s, "第1次印发");
    has(text.s, "原样补打");
    lacks(text.s, "县委党校一号教室");
    sb_clear(&text);
    s = RUN(db, "check");
    took(&s, "check");
    said_clear(&s);
    sb_clear(&a);
}

/* The code in the footer is one that `check --anchor` takes. */
TEST(print_footer_can_be_held_against_the_ledger)
{
    const char *db = own_sample("footer.db");
    const char *pdf = program_file("footer.pdf");
    struct said s = RUN(db, "print", "month", "--month", "2026-09", "-o", pdf);
    took(&s, "print");
    said_clear(&s);
    struct strbuf text = text_of(pdf);
    char *at = strchr(text.s, '@');
    assert_non_null(at);
    char *from = at;
    while (from > text.s && strchr(" \n\f", from[-1]) == NULL) {
        from--;
    }
    at[1 + strspn(at + 1, "0123456789")] = '\0';
    s = RUN(db, "check", "--anchor", from);
    took(&s, from);
    said_clear(&s);
    from[0] = from[0] == 'A' ? 'B' : 'A';
    s = RUN(db, "check", "--anchor", from);
    assert_int_not_equal(s.status, 0);
    said_clear(&s);
    sb_clear(&text);
}

/* In columns, not bytes: every line fits, and the frame's sides stand below
   each other. */
TEST(print_text_is_aligned_at_80_and_132)
{
    static const struct {
        const char *cols;
        int most;
    } widths[] = {{"80", 80}, {"132", 132}};
    for (size_t i = 0; i < ARRAY_LEN(widths); i++) {
        setenv("COLUMNS", widths[i].cols, 1);
        struct said s =
            RUN(program_sample(), "print", "month", "--month", "2026-10");
        unsetenv("COLUMNS");
        took(&s, "print");
        size_t framed = 0;
        int edge = -1;
        for (char *line = strtok(s.out, "\n"); line != NULL;
             line = strtok(NULL, "\n")) {
            line += *line == '\f';
            if (width_cols(line) > widths[i].most) {
                fail_msg("%d columns: %s", width_cols(line), line);
            }
            size_t n = strlen(line);
            if (n > 2 && line[0] == '|' && line[n - 1] == '|') {
                edge = edge < 0 ? width_cols(line) : edge;
                if (width_cols(line) != edge) {
                    fail_msg("%d, not %d: %s", width_cols(line), edge, line);
                }
                framed++;
            }
        }
        assert_true(framed > 100);
        said_clear(&s);
    }
}

TEST(print_on_the_screen_writes_nothing)
{
    const char *db = own_sample("still.db");
    struct strbuf before = bytes_of(db);
    struct said s = RUN(db, "print", "month", "--month", "2026-10");
    took(&s, "print");
    has(s.out, "未登记印发");
    said_clear(&s);
    s = RUN(db, "--readonly", "print", "roster", "-o",
            program_file("readonly.pdf"));
    took(&s, "readonly");
    said_clear(&s);
    struct strbuf after = bytes_of(db);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.s, after.s, before.len);
    sb_clear(&before);
    sb_clear(&after);
}

TEST(print_says_when_there_is_nothing)
{
    struct said s =
        RUN(program_sample(), "print", "month", "--month", "2019-02");
    took(&s, "print");
    has(s.out, "没有");
    said_clear(&s);
    s = RUN(program_sample(), "print", "meeting", "--month", "2019-02");
    took(&s, "print");
    has(s.out, "没有");
    said_clear(&s);
}

TEST(print_refuses_with_a_sentence)
{
    static const struct {
        const char *args[ARGS_MAX];
        int status;
        const char *err;
    } rows[] = {
        {{"print"}, 2, "E-APP-105"},
        {{"print", "nothing"}, 2, "E-APP-104"},
        {{"print", "roster", "--format", "xls"}, 2, "E-APP-100"},
        {{"print", "month", "5"}, 2, "E-APP-103"},
        {{"print", "meeting", "99999"}, 1, "E-"},
        {{"print", "month", "--month", "2026-13"}, 2, "E-"},
        {{"print", "month", "--as-issued"}, 1, "E-PAPER-003"},
        {{"print", "month", "--edition", "0"}, 2, "E-APP-101"},
        {{"print", "publicity"}, 2, "E-PAPER-004"},
        {{"print", "month", "-o", "/nowhere/at/all.pdf"}, 3, "E-"},
        {{"print", "month", "-o", "x.docx"}, 2, "E-APP-107"},
        {{"print", "month", "-o", "x.pdf", "--pages", "2"}, 2, "E-APP-106"},
        {{"print", "month", "--duplex"}, 2, "E-APP-106"},
        {{"print", "month", "--quarter", "2026-Q3"}, 2, "E-PAPER-005"},
        {{"print", "year", "--month", "2026-10"}, 2, "E-PAPER-005"},
        {{"print", "roster", "--month", "2026-10"}, 2, "E-PAPER-006"},
        {{"print", "month", "--kind", "党课"}, 2, "E-PAPER-007"},
        {{"print", "meeting", "1", "--month", "2026-10"}, 2, "E-PAPER-008"},
        {{"print", "meeting", "1", "--branch", "离退休"}, 2, "E-PAPER-009"},
        {{"print", "ballot", "1", "--as-issued"}, 2, "E-PAPER-013"},
        {{"print", "month", "--copies", "2"}, 2, "E-PAPER-015"},
    };
    const char *db = own_sample("refuses.db");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct program p = {.db = db};
        memcpy(p.args, rows[i].args, sizeof p.args);
        struct said s = program_run(&p);
        if (s.status != rows[i].status || strstr(s.err, rows[i].err) == NULL ||
            s.out[0] != '\0') {
            fail_msg("%s %s: status %d\nstdout: %s\nstderr: %s", p.args[1],
                     p.args[2], s.status, s.out, s.err);
        }
        said_clear(&s);
    }
}

TEST(print_never_overwrites_unasked)
{
    const char *db = own_sample("over.db");
    const char *pdf = program_file("over.pdf");
    FILE *f = fopen(pdf, "w");
    fputs("mine", f);
    fclose(f);
    struct said s = RUN(db, "print", "roster", "-o", pdf);
    assert_int_equal(s.status, 3);
    has(s.err, "--force");
    said_clear(&s);
    struct strbuf bytes = bytes_of(pdf);
    assert_string_equal(bytes.s, "mine");
    sb_clear(&bytes);
    s = RUN(db, "print", "roster", "-o", pdf, "--force");
    took(&s, "force");
    said_clear(&s);
    bytes = bytes_of(pdf);
    has(bytes.s, "%PDF-");
    sb_clear(&bytes);
}

/* Text is a paper of its own: the PDF stays what it was. */
TEST(print_as_text_counts_for_itself)
{
    const char *db = own_sample("texts.db");
    const char *one = program_file("texts-1.pdf");
    const char *two = program_file("texts-2.pdf");
    const char *txt = program_file("texts.txt");
    struct said s = RUN(db, "print", "month", "--month", "2026-10", "-o", one);
    took(&s, "pdf");
    said_clear(&s);
    s = RUN(db, "print", "month", "--month", "2026-10", "-o", txt);
    took(&s, "text");
    said_clear(&s);
    s = RUN(db, "print", "month", "--month", "2026-10", "-o", two);
    took(&s, "pdf again");
    said_clear(&s);
    struct strbuf a = bytes_of(one);
    struct strbuf b = bytes_of(two);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.s, b.s, a.len);
    sb_clear(&a);
    sb_clear(&b);
    a = bytes_of(txt);
    has(a.s, "第1次印发");
    sb_clear(&a);
}

/* Nothing left the house, so nothing was issued: the first that does is the
   first, and nothing was corrected since. */
TEST(print_that_fails_is_no_edition)
{
    const char *db = own_sample("fails.db");
    const char *taken = program_file("fails.pdf");
    const char *good = program_file("fails-good.pdf");
    static const char *const ways[][2] = {
        {"-o", "/nowhere/at/all.pdf"},
        {"-o", "/nowhere/at/all.txt"},
        {"-o", NULL},
    };
    FILE *f = fopen(taken, "w");
    fputs("mine", f);
    fclose(f);
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        const char *where = ways[i][1] != NULL ? ways[i][1] : taken;
        struct said s =
            RUN(db, "print", "month", "--month", "2026-10", ways[i][0], where);
        if (s.status == 0) {
            fail_msg("%s %s went well", ways[i][0], where);
        }
        said_clear(&s);
    }
    struct said s = RUN(db, "set", "events", "70", "place=县委党校", "--reason",
                        "地点写错");
    took(&s, "set");
    said_clear(&s);
    s = RUN(db, "print", "month", "--month", "2026-10", "-o", good);
    took(&s, "the first that is written");
    said_clear(&s);
    struct strbuf text = text_of(good);
    has(text.s, "第1次印发 更正0处");
    sb_clear(&text);
}

/* The paper can still be printed by other means. */
TEST(print_without_anybody_who_prints_leaves_the_pdf)
{
    const char *db = own_sample("leaves.db");
    setenv("CUPS_SERVER", "/nonexistent/cups.sock", 1);
    struct said s = RUN(db, "print", "roster", "--printer", "HP");
    unsetenv("CUPS_SERVER");
    assert_int_equal(s.status, 3);
    has(s.err, "E-LP-004");
    has(s.err, "PDF 留在 ");
    char *path = strstr(s.err, "PDF 留在 ") + strlen("PDF 留在 ");
    path[strcspn(path, "\n")] = '\0';
    char *noted = strstr(path, "（已登记为第 1 次印发）");
    assert_non_null(noted);
    *noted = '\0';
    struct strbuf bytes = bytes_of(path);
    has(bytes.s, "%PDF-");
    sb_clear(&bytes);
    unlink(path);
    said_clear(&s);
}

/* A name of a printer is a name, whatever it looks like. */
TEST(print_never_runs_a_printers_name)
{
    const char *db = own_sample("printer.db");
    const char *bait = program_file("P");
    char name[400];
    snprintf(name, sizeof name, "-o raw;touch %s", bait);
    struct said s = RUN(db, "print", "roster", "--printer", name);
    assert_int_not_equal(s.status, 0);
    assert_int_equal(access(bait, F_OK), -1);
    said_clear(&s);
    snprintf(name, sizeof name, "$(touch %s)", bait);
    s = RUN(db, "print", "roster", "--printer", name);
    assert_int_not_equal(s.status, 0);
    assert_int_equal(access(bait, F_OK), -1);
    said_clear(&s);
}

/* One problem, many measures: on one sheet, and only its own. */
TEST(print_a_problem_with_its_measures)
{
    struct said s =
        RUN(program_sample(), "print", "problems-one", "1", "-o", "-");
    took(&s, "problems-one");
    has(s.out, "学习研讨结合业务不够紧");
    has(s.out, "每次研讨指定一个业务题目");
    has(s.out, "完成期限");
    lacks(s.out, "每月走访一次");
    said_clear(&s);
}
