/* Options as people write them, and what is refused. */
#include "unit.h"

#include <string.h>

#include "pbtui/app/args.h"
#include "pbtui/base/mem.h"

static const enum cli_option_id allowed[] = {OPT_FIND,  OPT_FORMAT, OPT_FORCE,
                                             OPT_MONTH, OPT_OUTPUT, OPT_COUNT};

enum { WORDS = 8 };

/* getopt puts argv into another order, so each case gets its own. */
static bool parse(struct cli_args *out, const char *const words[WORDS],
                  bool first_only, struct err *err)
{
    static char *argv[WORDS + 1];
    int argc = 0;
    memset(out, 0, sizeof *out);
    memset(argv, 0, sizeof argv);
    while (argc < WORDS && words[argc] != NULL) {
        argv[argc] = (char *)(uintptr_t)words[argc];
        argc++;
    }
    return args_parse(out, argc, argv, allowed, first_only, err);
}

TEST(args_are_taken_as_gnu_programs_take_them)
{
    static const struct {
        const char *words[WORDS];
        const char *find;
        const char *format;
        bool force;
        int n_words;
    } rows[] = {
        {{"list"}, NULL, NULL, false, 0},
        {{"list", "roster"}, NULL, NULL, false, 1},
        {{"list", "--find", "zs", "roster"}, "zs", NULL, false, 1},
        {{"list", "--find=zs", "roster"}, "zs", NULL, false, 1},
        {{"list", "roster", "-f", "zs"}, "zs", NULL, false, 1},
        {{"list", "roster", "-fzs"}, "zs", NULL, false, 1},
        {{"list", "roster", "--fin", "zs"}, "zs", NULL, false, 1},
        {{"list", "-F", "csv", "--force"}, NULL, "csv", true, 0},
        {{"list", "-f", "a", "-f", "b"}, "b", NULL, false, 0},
        {{"list", "--find="}, "", NULL, false, 0},
        {{"list", "--", "--force"}, NULL, NULL, false, 1},
        {{"list", "-"}, NULL, NULL, false, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct cli_args args;
        struct err err = ERR_INIT;
        if (!parse(&args, rows[i].words, false, &err)) {
            fail_msg("row %zu: %s", i, err.text);
        }
        const char *find = args.value[OPT_FIND];
        const char *format = args.value[OPT_FORMAT];
        bool same =
            (find == NULL
                 ? rows[i].find == NULL
                 : rows[i].find != NULL && strcmp(find, rows[i].find) == 0) &&
            (format == NULL ? rows[i].format == NULL
                            : rows[i].format != NULL &&
                                  strcmp(format, rows[i].format) == 0) &&
            args_given(&args, OPT_FORCE) == rows[i].force &&
            args.n_words == rows[i].n_words;
        if (!same) {
            fail_msg("row %zu: %s %s %d", i, find, format, args.n_words);
        }
    }
}

TEST(args_that_are_refused_say_why)
{
    static const struct {
        const char *words[WORDS];
        const char *code;
        const char *names;
    } rows[] = {
        {{"list", "-z"}, "E-APP-002", "-z"},
        {{"list", "--force=1"}, "E-APP-003", "--force=1"},
        {{"list", "--nix"}, "E-APP-004", "--nix"},
        {{"list", "--fo", "csv"}, "E-APP-004", "--fo"},
        {{"list", "--reveal"}, "E-APP-004", "--reveal"},
        {{"list", "--find"}, "E-APP-005", "--find TEXT"},
        {{"list", "-o"}, "E-APP-005", "--output FILE"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct cli_args args;
        struct err err = ERR_INIT;
        if (parse(&args, rows[i].words, false, &err)) {
            fail_msg("row %zu was taken", i);
        }
        if (strcmp(err.code, rows[i].code) != 0 || err.kind != ERR_USAGE) {
            fail_msg("row %zu: %s %s", i, err.code, err.text);
        }
        if (strstr(err.text, rows[i].names) == NULL &&
            strcmp(rows[i].code, "E-APP-005") != 0) {
            fail_msg("row %zu: %s", i, err.text);
        }
    }
}

TEST(args_before_the_command_end_at_it)
{
    static const char *const words[WORDS] = {"pbtui", "--force", "list", "-f",
                                             "zs"};
    struct cli_args args;
    assert_true(parse(&args, words, true, NULL));
    assert_true(args_given(&args, OPT_FORCE));
    assert_false(args_given(&args, OPT_FIND));
    assert_int_equal(args.n_words, 3);
    assert_string_equal(args.words[0], "list");
}

TEST(args_table_has_unique_names_and_letters)
{
    for (size_t i = 0; i < OPT_COUNT; i++) {
        assert_non_null(cli_options[i].name);
        assert_true(strlen(cli_options[i].help) > 0);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(cli_options[i].name, cli_options[k].name);
            if (cli_options[i].letter != 0) {
                assert_int_not_equal(cli_options[i].letter,
                                     cli_options[k].letter);
            }
        }
    }
}
