/* Rows as xlsx by the way an export goes: report/workbook, lines, press.

       sheets ROWS OUT.xlsx

   Twelve columns as a roster has them.  Says how long it took (milliseconds),
   and the peaks of this program and of the press (KB). */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/workbook.h"

enum { COLUMNS = 12 };

static const struct workbook_column columns[COLUMNS] = {
    {.cols = 6},
    {.cols = 10},
    {.cols = 6},
    {.cols = 8},
    {.cols = 20, .look = WORKBOOK_AS_TEXT},
    {.cols = 12},
    {.cols = 12},
    {.cols = 10},
    {.cols = 12},
    {.cols = 10},
    {.cols = 12},
    {.cols = 16}};

static void put_row(struct workbook *w, size_t i)
{
    static const char *const names[] = {
        "张建国", "李敏", "王晓燕", "𠮷田志", "赵敏", "欧阳雪峰", "刘晓"};
    const char *texts[COLUMNS] = {NULL};
    char no[24], id[24], day[16], money[24], note[32];
    snprintf(no, sizeof no, "%zu", i + 1);
    snprintf(id, sizeof id, "990101%04zu%02zu%02zu%04zu", 1960 + i % 40,
             1 + i % 12, 1 + i % 28, i % 10000);
    snprintf(day, sizeof day, "%04zu-%02zu-%02zu", 1960 + i % 40, 1 + i % 12,
             1 + i % 28);
    snprintf(money, sizeof money, "%zu.%02zu", i * 7919 % 100000, i % 100);
    snprintf(note, sizeof note, "备注%zu", i);
    texts[0] = no;
    texts[1] = names[i % ARRAY_LEN(names)];
    texts[2] = i % 3 != 0 ? "男" : "女";
    texts[3] = "汉族";
    texts[4] = id;
    texts[5] = day;
    texts[6] = "大学本科";
    texts[7] = "正科级";
    texts[8] = money;
    texts[9] = "第一组";
    texts[10] = "正式党员";
    texts[11] = note;
    struct workbook_cell cells[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++) {
        cells[c] = (struct workbook_cell){
            .col = c,
            .kind = c == 0   ? WORKBOOK_NUMBER
                    : c == 5 ? WORKBOOK_DAY
                    : c == 8 ? WORKBOOK_MONEY
                             : WORKBOOK_TEXT,
            .look = WORKBOOK_FRAME | WORKBOOK_WRAP | columns[c].look,
            .text = texts[c]};
    }
    workbook_row(w, cells, COLUMNS, 0);
}

int main(int argc, char **argv)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    if (argc != 3) {
        fputs("sheets ROWS OUT.xlsx\n", stderr);
        return 2;
    }
    const size_t rows = (size_t)strtoul(argv[1], NULL, 10);
    const int64_t from = clock_monotonic_ms();
    struct workbook *w =
        workbook_begin(&a, argv[2], FILE_REPLACE, "名册", &err);
    bool ok = w != NULL;
    if (ok) {
        workbook_sheet(w, &(struct workbook_sheet){.name = "名册",
                                                   .columns = columns,
                                                   .n_columns = COLUMNS});
        for (size_t i = 0; i < rows; i++) {
            put_row(w, i);
        }
        ok = workbook_end(w, &err);
    }
    if (!ok) {
        fprintf(stderr, "%s %s %s\n", err.code, err.text, err.detail);
        return 1;
    }
    struct rusage own;
    struct rusage press;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &press);
    printf("%lld %ld %ld\n", (long long)(clock_monotonic_ms() - from),
           own.ru_maxrss, press.ru_maxrss);
    arena_clear(&a);
    return 0;
}
