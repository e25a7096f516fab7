/* What the tests of duties share. */
#include "duties_scene.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/text/date.h"
#include "unit.h"

int on(const char *iso)
{
    int day = DATE_NONE;
    assert_true(date_read(iso, &day));
    return day;
}

const struct duty_span always = {0, DATE_NONE};

const struct duty_row *row_of(const struct duty_matrix *m, const char *code)
{
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->rows[i].duty->code, code) == 0) {
            return &m->rows[i];
        }
    }
    return NULL;
}

const char *lights(const struct duty_row *r, char out[16])
{
    static const char signs[] = {[DUTY_NA] = '-',
                                 [DUTY_AHEAD] = '.',
                                 [DUTY_RUNNING] = 'o',
                                 [DUTY_DONE] = '*',
                                 [DUTY_MISSING] = '!'};
    size_t n = r == NULL ? 0 : r->n_cells;
    for (size_t i = 0; i < n; i++) {
        out[i] = signs[r->cells[i].light];
    }
    out[n] = '\0';
    return out;
}

void expect(const struct duty_matrix *m, const char *code, const char *want)
{
    char got[16];
    if (strcmp(lights(row_of(m, code), got), want) != 0) {
        fail_msg("%s: %s, not %s", code, got, want);
    }
}

struct duty_fact fact(const char *what, const char *iso)
{
    struct duty_fact f = {.what = what, .sub = "", .day = on(iso)};
    int month = 0;
    int mday = 0;
    date_split(f.day, &f.year, &month, &mday);
    return f;
}

const char *what_of(const struct duty *d)
{
    return d->kind[0] != '\0' ? d->kind : d->book;
}

void scene_open(struct scene *s, const char *own)
{
    *s = (struct scene){.a = ARENA_INIT, .b = {.life = always}};
    const struct embed_file *f = embed_find("rules/duties.ini");
    struct err err = ERR_INIT;
    assert_non_null(f);
    if (!duties_load(&s->d, &s->a, f->text, own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

void scene_close(struct scene *s)
{
    arena_clear(&s->a);
}

void scene_judge(struct scene *s, const struct duty_fact *f, size_t n, int year,
                 const char *today)
{
    duties_judge(&s->m, &s->a, &s->d, &s->b, f, n, year, on(today), false);
}

void expect_why(const struct duty_row *r, size_t cell, const char *why)
{
    assert_non_null(r);
    if (strcmp(r->cells[cell].why, why) != 0) {
        fail_msg("%s %zu: %s", r->duty->code, cell + 1, r->cells[cell].why);
    }
}
