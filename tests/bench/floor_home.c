/* The least first screen: how often each kind was held in each month of the
   year, out of the one covering index; how many people of each category; what
   is open and due.  Every query is one that the program cannot do without to
   show the same, and each is asked once.

   No rules: which kinds are asked for stands in a table, nothing is judged, no
   line can be opened. */
#include "floor.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

enum { MONTHS = 12, RIGHT = 66 };

static const struct duty {
    const char *kind;
    const char *name;
} duties[] = {
    {"branch.meeting", "党员大会"}, {"committee.meeting", "支委会"},
    {"group.meeting", "党小组会"},  {"lecture", "党课"},
    {"themeday", "主题党日"},       {"life.branch", "组织生活会"},
    {"study", "集中学习"},          {"integrity", "警示教育"},
    {"volunteer", "志愿服务"},      {"review", "民主评议"},
};

struct tally {
    int held[ARRAY_LEN(duties)][MONTHS];
    char last[ARRAY_LEN(duties)][11];
};

static void count_event(struct tally *t, const char *kind, const char *day)
{
    for (size_t i = 0; i < ARRAY_LEN(duties); i++) {
        if (strcmp(duties[i].kind, kind) == 0) {
            t->held[i][(strtol(day + 5, NULL, 10) + 11) % MONTHS]++;
            memcpy(t->last[i], day, 10);
            return;
        }
    }
}

#define LIGHTS_WHERE                                                           \
    " where branch_id = :branch and counted = 1 and voided_on is null"         \
    " and on_day >= substr(:day, 1, 4) || '-01-01' and on_day <= :day"

static void read_lights(sqlite3 *db, const char *day, bool naive,
                        struct tally *t)
{
    sqlite3_stmt *st = floor_prepare(
        db,
        naive ? "select on_day, kind from event_kind not indexed" LIGHTS_WHERE
              : "select on_day, kind from event_kind"
                " indexed by event_kind_light" LIGHTS_WHERE,
        day);
    while (sqlite3_step(st) == SQLITE_ROW) {
        count_event(t, (const char *)sqlite3_column_text(st, 1),
                    (const char *)sqlite3_column_text(st, 0));
    }
    sqlite3_finalize(st);
}

/* A title and up to four numbers or texts of each row. */
static int show_rows(sqlite3 *db, const char *day, int row, const char *title,
                     const char *sql)
{
    sqlite3_stmt *st = floor_prepare(db, sql, day);
    mvaddstr(row, RIGHT, title);
    while (sqlite3_step(st) == SQLITE_ROW) {
        move(++row, RIGHT + 2);
        for (int i = 0; i < sqlite3_column_count(st); i++) {
            const char *s = (const char *)sqlite3_column_text(st, i);
            printw("%.60s ", s == NULL ? "" : s);
        }
    }
    sqlite3_finalize(st);
    return row + 2;
}

static void show_left(const struct tally *t)
{
    for (int i = 0; i < (int)ARRAY_LEN(duties); i++) {
        int year = 0;
        mvaddstr(3 + i, 1, duties[i].name);
        for (int m = 0; m < MONTHS; m++) {
            year += t->held[i][m];
            mvaddstr(16 + i, 20 + 3 * m, t->held[i][m] > 0 ? "●" : "○");
        }
        mvprintw(3 + i, 20, "已 %d  %s", year, t->last[i]);
        mvaddstr(16 + i, 1, duties[i].name);
    }
}

void floor_home(sqlite3 *db, const char *day, bool naive)
{
    struct tally t;
    memset(&t, 0, sizeof t);
    if (naive) {
        show_rows(db, day, 30, "", "select count(*), max(state) from attend");
    }
    read_lights(db, day, naive, &t);
    mvaddstr(0, 1, "首页");
    show_left(&t);
    int row = show_rows(
        db, day, 1, "党员队伍",
        "select sum(full_on <= :day), sum(join_on <= :day), count(*) from"
        " (select t.full_on, t.join_on from member m cross join person t on"
        " t.id = m.person_id where m.branch_id = :branch"
        " and m.voided_on is null and m.from_on <= :day and (m.to_on is null"
        " or m.to_on > :day) and t.voided_on is null limit 200)");
    row = show_rows(db, day, row, "党小组",
                    "select count(*) from grp where branch_id = :branch"
                    " and voided_on is null and closed_on is null");
    row = show_rows(db, day, row, "换届",
                    "select elected_on, years from term where"
                    " branch_id = :branch and voided_on is null"
                    " order by elected_on desc limit 1");
    row = show_rows(db, day, row, "待办",
                    "select due_on, text from action where"
                    " branch_id = :branch and done_on is null and"
                    " voided_on is null order by due_on limit 4");
    show_rows(db, day, row, "计划",
              "select e.on_day, e.title from event_kind k"
              " indexed by event_kind_light cross join event e"
              " on e.id = k.event_id where k.branch_id = :branch"
              " and k.on_day >= date(:day, '-60 days')"
              " and k.on_day <= date(:day, '7 days') and k.counted = 0"
              " and k.voided_on is null limit 6");
    mvaddstr(LINES - 1, 1, "1 组织生活  4 名册  q 退出");
}
