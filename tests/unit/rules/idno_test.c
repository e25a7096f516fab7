/* GB 11643: the worked numbers of the standard and of the ledger's own sample
   people (area 99, which nobody has), and every way of being wrong. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/rules/idno.h"
#include "pbtui/text/date.h"

static int today(void)
{
    return date_of(2026, 11, 20);
}

TEST(idno_good_numbers)
{
    static const struct {
        const char *typed;
        const char *text;
        const char *birth;
        int sex;
        bool upgraded;
    } rows[] = {
        {"11010519491231002X", "11010519491231002X", "1949-12-31", 2, false},
        {"440524188001010014", "440524188001010014", "1880-01-01", 1, false},
        {"990101199001010019", "990101199001010019", "1990-01-01", 1, false},
        {"990101199001010027", "990101199001010027", "1990-01-01", 2, false},
        {"990101200002290038", "990101200002290038", "2000-02-29", 1, false},
        {"990101198512318889", "990101198512318889", "1985-12-31", 2, false},
        {"990101197505013353", "990101197505013353", "1975-05-01", 1, false},
        {"990101198808081040", "990101198808081040", "1988-08-08", 2, false},
        {"99010119620715046X", "99010119620715046X", "1962-07-15", 2, false},
        {"990101850101333", "990101198501013334", "1985-01-01", 1, true},
        /* as typed */
        {"99010119620715046x", "99010119620715046X", "1962-07-15", 2, false},
        {"９９０１０１１９６２０７１５０４６Ｘ", "99010119620715046X",
         "1962-07-15", 2, false},
        {"99010119620715046Ⅹ", "99010119620715046X", "1962-07-15", 2, false},
        {"99010119620715046×", "99010119620715046X", "1962-07-15", 2, false},
        {" 990101 19900101 0019\t", "990101199001010019", "1990-01-01", 1,
         false},
        {"990101　19900101　0019", "990101199001010019", "1990-01-01", 1,
         false},
        {"'990101199001010019", "990101199001010019", "1990-01-01", 1, false},
        {"9901 0185 0101 333", "990101198501013334", "1985-01-01", 1, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        struct idno id = {.text = ""};
        char birth[11];
        if (!idno_parse(rows[i].typed, today(), &id, &err) ||
            strcmp(id.text, rows[i].text) != 0 || id.sex != rows[i].sex ||
            id.upgraded != rows[i].upgraded ||
            strcmp(date_text(id.birth, birth), rows[i].birth) != 0) {
            fail_msg("%s: %s, %s, sex %d (%s)", rows[i].typed, id.text,
                     date_text(id.birth, birth), id.sex, err.code);
        }
    }
}

TEST(idno_each_fault_has_its_own_sentence)
{
    static const struct {
        const char *typed;
        const char *code;
    } rows[] = {
        {"", "E-ID-001"},
        {"   ", "E-ID-001"},
        {"9.90101E+17", "E-ID-002"},
        {"3.2E+17", "E-ID-002"},
        {"9.90101e17", "E-ID-002"},
        {"９．９Ｅ＋１７", "E-ID-002"},
        {"990101********0019", "E-ID-003"},
        {"99010119900101001", "E-ID-004"},
        {"9901011990010100199", "E-ID-004"},
        {"9901018501013", "E-ID-004"},
        {"无", "E-ID-004"},
        {"E17", "E-ID-004"},
        {"99010119X001010019", "E-ID-005"},
        {"99010185010133X", "E-ID-005"},
        {"99010119900I010019", "E-ID-006"},
        {"9901011990零101001X", "E-ID-006"},
        {"99010185010l333", "E-ID-006"},
        {"99010119900101001Y", "E-ID-007"},
        {"99010119900101001九", "E-ID-007"},
        {"990101850230333", "E-ID-008"},
        {"990101490131333", NULL}, /* 1949-01-31 is a date */
        {"990101000000333", "E-ID-008"},
        {"990101199902290012", "E-ID-009"},
        {"990101199013010018", "E-ID-009"},
        {"990101199000010018", "E-ID-009"},
        {"990101179901010018", "E-ID-009"}, /* before the calendar begins */
        {"990101202611210010", "E-ID-010"},
        {"990101199001010000", NULL}, /* ruined, but passes: see below */
        {"990101198512318000", "E-ID-011"},
        {"990101199001010018", "E-ID-012"},
        {"99010119900101001X", "E-ID-012"},
        {"990101199001010091", "E-ID-012"}, /* neighbours changed places */
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        struct idno id = {.text = "before", .birth = 7};
        bool ok = idno_parse(rows[i].typed, today(), &id, &err);
        if (rows[i].code == NULL) {
            assert_true(ok);
            continue;
        }
        if (ok || !err_is(&err, rows[i].code)) {
            fail_msg("%s: %s, wanted %s", rows[i].typed, err.code,
                     rows[i].code);
        }
        if (strcmp(id.text, "before") != 0 || id.birth != 7) {
            fail_msg("%s: a refused number was written", rows[i].typed);
        }
        assert_int_equal(err.kind, ERR_RULE);
    }
}

TEST(idno_a_good_number_that_may_be_ruined_is_marked)
{
    struct idno id;
    assert_true(idno_parse("990101199001010000", today(), &id, NULL));
    assert_true(id.ends_000);
    assert_true(idno_parse("990101199001010019", today(), &id, NULL));
    assert_false(id.ends_000);
    assert_true(idno_parse("990101850101300", today(), &id, NULL));
    assert_string_equal(id.text + 15, "000"); /* its check character is ours */
    assert_false(id.ends_000);
}

/* The sentence must not give the answer, nor repeat the number. */
TEST(idno_wrong_check_character_is_not_told)
{
    struct err err = ERR_INIT;
    struct idno id;
    assert_false(idno_parse("990101199001010018", today(), &id, &err));
    assert_null(strstr(err.text, "9901"));
    assert_null(strchr(err.text, '9'));
    assert_null(strchr(err.detail, '9'));
}

TEST(idno_born_today_is_not_the_future)
{
    struct err err = ERR_INIT;
    struct idno id;
    int born = date_of(1990, 1, 1);
    assert_true(idno_parse("990101199001010019", born, &id, &err));
    assert_false(idno_parse("990101199001010019", born - 1, &id, &err));
    assert_true(err_is(&err, "E-ID-010"));
}

TEST(idno_passes_on_what_the_text_door_refuses)
{
    struct err err = ERR_INIT;
    struct idno id;
    assert_false(idno_parse("99010119900101\xff", today(), &id, &err));
    assert_true(strncmp(err.code, "E-TEXT-", 7) == 0);
}

/* Numbers are made here by the definition (the weighted sum with
   the check character is 1 modulo 11), not by the room's table. */
static void random_number(uint64_t *stream, char out[19])
{
    int y = 1900 + (int)unit_below(stream, 120);
    int m = 1 + (int)unit_below(stream, 12);
    int d = 1 + (int)unit_below(stream, 28);
    char body[64];
    snprintf(body, sizeof body, "99%04d%04d%02d%02d%03d",
             (int)unit_below(stream, 10000), y, m, d,
             (int)unit_below(stream, 1000));
    memcpy(out, body, 17);
    unsigned sum = 0;
    for (int i = 0; i < 17; i++) {
        unsigned weight = 1u << (17 - i);
        sum += (unsigned)(out[i] - '0') * (weight % 11);
    }
    unsigned check = (12 - sum % 11) % 11;
    out[17] = check == 10 ? 'X' : (char)('0' + check);
    out[18] = '\0';
}

PROPERTY(idno_one_wrong_digit_is_always_found)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 2000; round++) {
        char good[19];
        random_number(&stream, good);
        struct idno id;
        struct err err = ERR_INIT;
        if (!idno_parse(good, today(), &id, &err)) {
            fail_msg("%s refused: %s", good, err.code);
        }
        assert_string_equal(id.text, good);
        size_t at = (size_t)unit_below(&stream, 17);
        char bad[19];
        memcpy(bad, good, sizeof bad);
        int by = 1 + (int)unit_below(&stream, 9);
        bad[at] = (char)('0' + (bad[at] - '0' + by) % 10);
        if (idno_parse(bad, today(), &id, &err)) {
            fail_msg("%s made %s, and it passed", good, bad);
        }
    }
}

PROPERTY(idno_neighbours_that_changed_places_are_found)
{
    uint64_t stream = unit_seed() + 1;
    for (int round = 0; round < 2000; round++) {
        char text[19];
        random_number(&stream, text);
        size_t at = (size_t)unit_below(&stream, 16);
        if (text[at] == text[at + 1]) {
            continue;
        }
        char first = text[at];
        text[at] = text[at + 1];
        text[at + 1] = first;
        struct idno id;
        if (idno_parse(text, today(), &id, NULL)) {
            fail_msg("%s passed", text);
        }
    }
}
