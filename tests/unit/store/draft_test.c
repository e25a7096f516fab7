/* Drafts: back as they were, or shown as text. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/store/draft.h"

/* A folder of its own for each case. */
static const char *new_dir(struct arena *a)
{
    static int n;
    return arena_printf(a, "%s/drafts-of-%d/uuid", unit_tmp(), n++);
}

static struct draft sample(struct draft_field *fields, size_t n)
{
    return (struct draft){.form = "people",
                          .title = "新增党员 张三",
                          .row_id = 7,
                          .base_ver = 3,
                          .parent_id = -1,
                          .fields = fields,
                          .n_fields = n};
}

static const char *path_of(struct arena *a, const char *dir,
                           const struct draft *d)
{
    return arena_printf(a, "%s/drafts/%s", dir, d->id);
}

TEST(draft_comes_back_as_it_was)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field fields[] = {{"name", "张三"},
                                   {"note", "第一行\n第二行\\n不是换行\\"},
                                   {"empty", ""},
                                   {"spaces", "  两头空  "},
                                   {"key", "sum 0123\nfield x y"}};
    struct draft d = sample(fields, 5);
    struct err err = ERR_INIT;
    if (!draft_save(dir, &a, &d, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_non_null(d.id);
    struct draft *list;
    size_t n;
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 1);
    assert_null(list[0].raw);
    assert_string_equal(list[0].id, d.id);
    assert_string_equal(list[0].form, "people");
    assert_string_equal(list[0].title, d.title);
    assert_string_equal(list[0].at, d.at);
    assert_int_equal(list[0].row_id, 7);
    assert_int_equal(list[0].base_ver, 3);
    assert_int_equal(list[0].parent_id, -1);
    assert_int_equal(list[0].n_fields, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(list[0].fields[i].name, fields[i].name);
        assert_string_equal(list[0].fields[i].value, fields[i].value);
    }
    struct stat st;
    assert_int_equal(stat(path_of(&a, dir, &d), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(arena_printf(&a, "%s/drafts", dir), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    arena_clear(&a);
}

TEST(draft_saved_again_stays_one_file)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field field = {"name", "张"};
    struct draft d = sample(&field, 1);
    assert_true(draft_save(dir, &a, &d, NULL));
    field.value = "张三";
    assert_true(draft_save(dir, &a, &d, NULL));
    struct draft *list;
    size_t n;
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].fields[0].value, "张三");
    draft_remove(dir, d.id);
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 0);
    arena_clear(&a);
}

/* Cut anywhere or any bit flipped: offered as text, with no field parsed. */
TEST(draft_that_is_damaged_is_only_text)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field field = {"name", "张三"};
    struct draft d = sample(&field, 1);
    assert_true(draft_save(dir, &a, &d, NULL));
    const char *path = path_of(&a, dir, &d);
    struct strbuf good;
    sb_init(&good);
    assert_true(file_read(&good, path, 65536, NULL));
    size_t tried = 0;
    for (size_t at = 0; at < 2 * good.len; at++) {
        struct arena one = ARENA_INIT;
        struct strbuf bad;
        sb_init(&bad);
        sb_addn(&bad, good.s, at < good.len ? at : good.len);
        if (at >= good.len) {
            bad.s[at - good.len] ^= (char)(1 << (at % 8));
        }
        assert_true(file_write(path, bad.s, bad.len, FILE_REPLACE, NULL));
        struct draft *list;
        size_t n;
        assert_true(draft_list(dir, &one, &list, &n, NULL));
        assert_int_equal(n, 1);
        if (list[0].raw == NULL || list[0].n_fields != 0) {
            fail_msg("damage at %zu of %zu was not seen", at, good.len);
        }
        tried++;
        sb_clear(&bad);
        arena_clear(&one);
    }
    assert_true(tried > 100);
    sb_clear(&good);
    arena_clear(&a);
}

/* A right checksum is no pass for what may not enter: the text door judges
   drafts as it judges keys. */
TEST(draft_with_control_characters_is_only_text)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field field = {"name", "张\x1b[31m三"};
    struct draft d = sample(&field, 1);
    assert_true(draft_save(dir, &a, &d, NULL));
    struct draft *list;
    size_t n;
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 1);
    assert_non_null(list[0].raw);
    assert_null(strchr(list[0].raw, '\x1b'));
    assert_non_null(strstr(list[0].raw, "三"));
    arena_clear(&a);
}

TEST(draft_refuses_what_it_could_not_read_back)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field field = {"name", "x"};
    struct err err = ERR_INIT;
    struct draft d = sample(&field, 1);
    d.form = "../people";
    assert_false(draft_save(dir, &a, &d, &err));
    assert_string_equal(err.code, "E-DRAFT-002");
    d.form = "people";
    d.id = "../../etc.draft";
    assert_false(draft_save(dir, &a, &d, &err));
    assert_string_equal(err.code, "E-DRAFT-002");
    d.id = NULL;
    field.name = "a b";
    assert_false(draft_save(dir, &a, &d, &err));
    assert_string_equal(err.code, "E-DRAFT-002");
    field.name = "name";
    char *huge = malloc(5u << 20);
    memset(huge, 'x', 5u << 20);
    huge[(5u << 20) - 1] = '\0';
    field.value = huge;
    assert_false(draft_save(dir, &a, &d, &err));
    assert_string_equal(err.code, "E-DRAFT-002");
    free(huge);
    field.value = "x";
    assert_false(draft_save(NULL, &a, &d, &err));
    assert_string_equal(err.code, "E-DRAFT-001");
    assert_null(d.id);
    arena_clear(&a);
}

TEST(draft_list_looks_at_its_own_files_only_newest_first)
{
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft *list;
    size_t n;
    assert_true(draft_list(NULL, &a, &list, &n, NULL));
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 0);
    setenv("PBTUI_NOW", "08:00:00", 1);
    const char *const days[] = {"2026-03-02", "2026-03-04", "2026-03-03"};
    for (int i = 0; i < 3; i++) {
        setenv("PBTUI_TODAY", days[i], 1);
        struct draft d = sample(NULL, 0);
        assert_true(draft_save(dir, &a, &d, NULL));
        const char *path = path_of(&a, dir, &d);
        assert_int_equal(
            symlink(path, arena_printf(&a, "%s/drafts/link-%d.draft", dir, i)),
            0);
        assert_true(file_write(arena_printf(&a, "%s/drafts/x%d.tmp", dir, i),
                               "x", 1, FILE_NEW, NULL));
    }
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 3);
    assert_memory_equal(list[0].at, "2026-03-04", 10);
    assert_memory_equal(list[2].at, "2026-03-02", 10);
    setenv("PBTUI_TODAY", "2026-04-02", 1);
    assert_int_equal(draft_expire(dir, 30), 1);
    assert_int_equal(draft_expire(dir, 30), 0);
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 2);
    unsetenv("PBTUI_TODAY");
    unsetenv("PBTUI_NOW");
    arena_clear(&a);
}

/* Half a draft holds an ID number as well as a whole one. */
TEST(draft_expire_sweeps_what_a_dead_process_left)
{
    static const struct {
        const char *name;
        long age_days;
        bool stays;
    } rows[] = {{".pbtui-0123456789abcdef.tmp", 2, false},
                {".pbtui-fedcba9876543210.tmp", 0, true}, /* being written */
                {".pbtui-0123456789abcdef.tmp2", 2, true},
                {".pbtui-0123.tmp", 2, true},
                {"of-the-clerk.txt", 2, true}};
    struct arena a = ARENA_INIT;
    const char *dir = new_dir(&a);
    struct draft_field fields[] = {{"name", "张三"}};
    struct draft d = sample(fields, 1);
    assert_true(draft_save(dir, &a, &d, NULL));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *path = arena_printf(&a, "%s/drafts/%s", dir, rows[i].name);
        assert_true(file_write(path, "x", 1, FILE_NEW, NULL));
        struct stat st;
        assert_int_equal(stat(path, &st), 0);
        struct timespec times[2] = {st.st_atim, st.st_mtim};
        times[1].tv_sec -= rows[i].age_days * 86400;
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    }
    assert_int_equal(draft_expire(dir, 30), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (file_exists(arena_printf(&a, "%s/drafts/%s", dir, rows[i].name)) !=
            rows[i].stays) {
            fail_msg("%s", rows[i].name);
        }
    }
    struct draft *list;
    size_t n;
    assert_true(draft_list(dir, &a, &list, &n, NULL));
    assert_int_equal(n, 1);
    arena_clear(&a);
}
