/* Tables into a file that ends in .pdf. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/file.h"
#include "program.h"

static struct said said_by(const char *db, const char *const args[6])
{
    struct program p = {.db = db};
    memcpy(p.args, args, 6 * sizeof *args);
    return program_run(&p);
}

TEST(a_table_becomes_pages_or_says_why_not)
{
    const char *db = program_ledger("tables.db");
    const char *pdf = program_file("duties.pdf");
    struct said s =
        said_by(db, (const char *[6]){"list", "roster", "-o", pdf, NULL, NULL});
    struct strbuf bytes;
    assert_int_equal(s.status, 0);
    assert_non_null(strstr(s.out, "页）"));
    said_clear(&s);
    sb_init(&bytes);
    assert_true(file_read(&bytes, pdf, 1024 * 1024, NULL));
    assert_memory_equal(bytes.s, "%PDF", 4);
    sb_clear(&bytes);
    /* What is there is not written over; another format is no PDF. */
    s = said_by(db, (const char *[6]){"list", "roster", "-o", pdf, NULL, NULL});
    assert_non_null(strstr(s.err, "--force"));
    said_clear(&s);
    s = said_by(db, (const char *[6]){"list", "roster", "--format", "csv", "-o",
                                      program_file("other.pdf")});
    assert_int_equal(s.status, 2);
    assert_non_null(strstr(s.err, "E-APP-142"));
    said_clear(&s);
    assert_false(file_exists(program_file("other.pdf")));
}
