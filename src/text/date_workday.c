/* Working days: Monday to Friday, corrected by a table of exceptions that
   stays loaded for the whole run (one of the house's few states: every due
   date in the program counts by the same table). */
#include "pbtui/text/date.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

struct exception {
    int day;
    bool work;
};

struct table {
    struct exception *rows; /* sorted by day */
    size_t n;
    size_t cap;
};

static struct table loaded;

/* ---- loading --------------------------------------------------------- */

static int compare_days(const void *a, const void *b)
{
    const struct exception *x = a;
    const struct exception *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

/* The word at *s, which ends at a blank, as a copy in out. */
static void take_word(const char **s, char *out, size_t size)
{
    *s += strspn(*s, " \t");
    size_t n = strcspn(*s, " \t");
    size_t kept = n < size ? n : size - 1;
    memcpy(out, *s, kept);
    out[kept] = '\0';
    *s += n;
}

static bool read_row(const char *line, struct exception *row)
{
    char day[16];
    char kind[16];
    take_word(&line, day, sizeof day);
    take_word(&line, kind, sizeof kind);
    row->work = strcmp(kind, "work") == 0;
    return date_read(day, &row->day) && (row->work || strcmp(kind, "off") == 0);
}

static bool read_rows(struct table *t, const char *text, struct err *err)
{
    struct strbuf line;
    sb_init(&line);
    bool ok = true;
    for (int number = 1; ok && *text != '\0'; number++) {
        size_t n = strcspn(text, "\n");
        sb_reset(&line);
        sb_addn(&line, text, n > 0 && text[n - 1] == '\r' ? n - 1 : n);
        text += n + (text[n] == '\n');
        const char *first = line.s + strspn(line.s, " \t");
        if (*first == '\0' || *first == '#') {
            continue;
        }
        MEM_PUSH(t->rows, t->n, t->cap);
        if (read_row(first, &t->rows[t->n])) {
            t->n++;
            continue;
        }
        ok = err_set(err, ERR_USAGE, "E-DATE-015",
                     "放假安排表第 %d 行不对，没有采用这张表；"
                     "每行应是：2026-10-01 off 国庆节（上班写 work）。",
                     number);
    }
    sb_clear(&line);
    return ok;
}

static bool check_repeats(const struct table *t, struct err *err)
{
    for (size_t i = 1; i < t->n; i++) {
        if (t->rows[i].day == t->rows[i - 1].day) {
            char day[11];
            return err_set(err, ERR_USAGE, "E-DATE-016",
                           "放假安排表里 %s 写了两次，没有采用这张表；"
                           "请只留一行。",
                           date_text(t->rows[i].day, day));
        }
    }
    return true;
}

bool date_load_holidays(const char *text, struct err *err)
{
    struct table fresh = {NULL, 0, 0};
    bool ok = read_rows(&fresh, text, err);
    if (ok && fresh.n > 0) {
        qsort(fresh.rows, fresh.n, sizeof fresh.rows[0], compare_days);
        ok = check_repeats(&fresh, err);
    }
    if (!ok) {
        mem_free(fresh.rows);
        return false;
    }
    mem_free(loaded.rows);
    loaded = fresh;
    return true;
}

/* ---- asking ---------------------------------------------------------- */

/* The first row on or after a day. */
static size_t find_from(int day)
{
    size_t low = 0;
    size_t high = loaded.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (loaded.rows[mid].day < day) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

bool date_holidays_known(int year)
{
    struct span span = span_of_year(year);
    size_t at = find_from(span.from);
    return span.from != DATE_NONE && at < loaded.n &&
           loaded.rows[at].day <= span.to;
}

bool date_is_workday(int day)
{
    size_t at = find_from(day);
    if (at < loaded.n && loaded.rows[at].day == day) {
        return loaded.rows[at].work;
    }
    return date_weekday(day) <= 5;
}

int date_add_workdays(int day, int n)
{
    int step = n < 0 ? -1 : 1;
    const int first = date_of(1880, 1, 1);
    const int last = date_of(2199, 12, 31);
    if (day == DATE_NONE) {
        return DATE_NONE;
    }
    while (n != 0) {
        day += step;
        if (day < first || day > last) {
            return DATE_NONE;
        }
        n -= date_is_workday(day) ? step : 0;
    }
    return day;
}

int date_count_workdays(int from, int to)
{
    int n = 0;
    if (from == DATE_NONE || to == DATE_NONE) {
        return 0;
    }
    for (int day = from + 1; day <= to; day++) {
        n += date_is_workday(day);
    }
    return n;
}
