/* Row images: encode and parse. */
#include "unit.h"

#include <string.h>

#include "../../../src/store/image.h"

/* parse∘encode is the identity, whatever bytes are inside. */
PROPERTY(image_survives_its_own_json)
{
    uint64_t s = unit_seed();
    for (int round = 0; round < 2000; round++) {
        struct arena a = ARENA_INIT;
        struct image im = {arena_array(&a, 6, sizeof *im.cols), 6};
        for (size_t i = 0; i < im.n; i++) {
            struct image_value *v = &im.cols[i].value;
            im.cols[i].name = arena_printf(&a, "c%zu", i);
            v->kind = (enum image_kind)unit_below(&s, 4);
            v->i = (int64_t)unit_random(&s);
            v->n = unit_below(&s, 20);
            char *bytes = arena_alloc(&a, v->n + 1);
            for (size_t k = 0; k < v->n; k++) {
                /* Low bytes often: controls, quotes, backslashes. */
                bytes[k] = (char)unit_below(&s, unit_below(&s, 2) ? 96 : 256);
            }
            v->s = bytes;
        }
        struct strbuf json;
        sb_init(&json);
        image_encode(&json, &im);
        struct image back;
        assert_true(image_parse(&back, &a, json.s, json.len));
        assert_int_equal(back.n, im.n);
        for (size_t i = 0; i < im.n; i++) {
            assert_true(image_value_same(&im.cols[i].value,
                                         image_find(&back, im.cols[i].name)));
        }
        /* Cut anywhere it is no image any more. */
        size_t cut = unit_below(&s, json.len);
        assert_false(image_parse(&back, &a, json.s, cut));
        sb_clear(&json);
        arena_clear(&a);
    }
}

TEST(image_parse_takes_only_its_own_form)
{
    static const char *const bad[] = {"",
                                      "{",
                                      "[]",
                                      "{\"a\" : 1}",
                                      "{\"a\":1,}",
                                      "{,}",
                                      "{\"a\":01x}",
                                      "{\"a\":}",
                                      "{\"a\":-}",
                                      "{\"a\":1.5}",
                                      "{a:1}",
                                      "{\"a\":\"\\n\"}",
                                      "{\"a\":true}",
                                      "{\"a\":1}x",
                                      "{\"a\":9223372036854775808}",
                                      "{\"a\":{\"other\":\"0\"}}",
                                      "{\"a\":\"\\u00g0\"}",
                                      "{\"a\":\"\\u00"};
    struct arena a = ARENA_INIT;
    struct image im;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (image_parse(&im, &a, bad[i], strlen(bad[i]))) {
            fail_msg("taken: %s", bad[i]);
        }
    }
    const char *edge = "{\"a\":-9223372036854775808,\"b\":\"\"}";
    assert_true(image_parse(&im, &a, edge, strlen(edge)));
    assert_true(image_find(&im, "a")->i == INT64_MIN);
    assert_int_equal(image_find(&im, "b")->n, 0);
    arena_clear(&a);
}
