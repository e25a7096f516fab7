/* A file of 发展党员 before the approval. */
#include "pipeline_rig.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

const char *const file_job_names[FILE_JOBS] = {"approve", "back", "again",
                                               "end", "refused"};

/* Done elsewhere: no meetings and helpers are needed. */
static const struct {
    int no;
    const char *on, *result;
} taken[] = {
    {2, "2022-04-10", ""},
    {3, "2022-09-20", ""},
    {4, "2022-10-08", ""},
    {5, "2022-10-10", ""},
    {7, "2023-09-25", ""},
    {8, "2023-10-12", RESULT_AGREED},
    {9, "2023-10-20", ""},
    {10, "2023-11-10", RESULT_FIT},
    {11, "2023-11-30", ""},
    {12, "2023-12-15", ""},
    {13, "2024-01-08", RESULT_FIT},
    {14, "2024-01-15", ""},
    {15, "2024-01-26", RESULT_PASSED},
    {16, "2024-04-10", ""},
};

static struct record step_of(struct pipeline_file *f, int no, const char *on,
                             const char *result, bool elsewhere)
{
    struct record r = pipeline_step_new(f, no);
    record_set_text(&r, STEP_ON, on);
    record_set_text(&r, STEP_REASON, "测试用的原因");
    record_set_text(&r, STEP_NUMBER, "0001");
    record_set_text(&r, STEP_BY_TEXT, "示例委员");
    record_set_int(&r, STEP_ELSEWHERE, elsewhere);
    if (no == AT_ACTIVIST) {
        record_set_text(&r, STEP_WAY, codes_find("recommend_way", "党员推荐"));
    }
    if (no == AT_TRAINING) {
        record_set_int(&r, STEP_HOURS, 24);
    }
    record_set_text(&r, STEP_RESULT, result[0] != '\0' ? result : NULL);
    return r;
}

static bool put_entry(struct pipeline_file *f, const char *on, struct err *err)
{
    struct record r = record_new(&ledger_step_entry, f->book, f->arena);
    record_set_text(&r, STEP_ENTRY_KIND, codes_find("step_entry", "半年考察"));
    record_set_text(&r, STEP_ENTRY_ON, on);
    record_set_text(&r, STEP_ENTRY_CONCLUSION, "继续培养");
    return pipeline_put(f, &r, err);
}

static bool add_applicant(struct book *b, struct arena *a, int64_t *id,
                          struct err *err)
{
    struct record r = record_new(&ledger_people, b, a);
    static const char *const said[][2] = {{"name", "试一"},
                                          {"birth_on", "1994-06-12"},
                                          {"politic", "群众"},
                                          {"apply_on", "2022-03-15"}};
    for (size_t i = 0; i < ARRAY_LEN(said); i++) {
        if (!record_type(&r, b, a, ledger_field(&ledger_people, said[i][0]),
                         said[i][1], err)) {
            return false;
        }
    }
    bool ok = ledger_apply(b, a, &r, NULL, NULL, err);
    *id = r.id;
    return ok;
}

static bool fill(struct book *b, struct arena *a, int64_t *person,
                 struct err *err)
{
    struct pipeline_file f;
    if (!add_applicant(b, a, person, err) ||
        !pipeline_read_person(&f, b, a, *person, err) ||
        !pipeline_file_open(&f, ORIGIN_HISTORY, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
        struct record r =
            step_of(&f, taken[i].no, taken[i].on, taken[i].result, true);
        bool reviews = taken[i].no == AT_CANDIDATE;
        if ((reviews && (!put_entry(&f, "2023-03-20", err) ||
                         !put_entry(&f, "2023-09-20", err))) ||
            !pipeline_step_save(&f, &r, NULL, err)) {
            return false;
        }
    }
    return true;
}

bool file_rig_create(struct session *s, const char *path, int64_t *person,
                     struct err *err)
{
    struct arena a = ARENA_INIT;
    struct org_first first = {"中共示例支部（示例）", date_of(2010, 6, 1), true,
                              0};
    if (!session_create(s, path, "测试", &first, err)) {
        return false;
    }
    bool ok = tx_begin(s->db, TX_WRITE, err) &&
              fill(&s->book, &a, person, err) && tx_commit(s->db, err);
    arena_clear(&a);
    return ok;
}

static bool approve(struct pipeline_file *f, struct err *err)
{
    struct record r =
        step_of(f, AT_APPROVE, "2024-04-20", RESULT_APPROVED, false);
    return pipeline_step_save(f, &r, NULL, err);
}

bool file_rig_prepare(struct book *b, struct arena *a, enum file_job job,
                      int64_t person, struct err *err)
{
    struct pipeline_file f;
    return job != JOB_BACK ||
           (pipeline_read_person(&f, b, a, person, err) && approve(&f, err));
}

bool file_rig_run(struct book *b, struct arena *a, enum file_job job,
                  int64_t person, struct err *err)
{
    struct pipeline_file f;
    if (!pipeline_read_person(&f, b, a, person, err)) {
        return false;
    }
    struct record again;
    switch (job) {
    case JOB_APPROVE:
        return approve(&f, err);
    case JOB_BACK:
        return pipeline_step_void(&f, AT_APPROVE, "登记错了人", err);
    case JOB_AGAIN:
        again = step_of(&f, AT_ACCEPT, "2024-04-15", RESULT_PASSED, true);
        return pipeline_step_save(&f, &again, NULL, err);
    case JOB_END:
        return pipeline_end(&f, date_of(2024, 5, 6), "2", "本人思想有变化",
                            err);
    case JOB_REFUSED:
        return ledger_void(b, a, &ledger_step_entry, f.entries[0].id,
                           "考察登记错了", err);
    case FILE_JOBS:
        break;
    }
    return false;
}

static void add_table(struct book *b, struct strbuf *out, const char *table)
{
    struct stmt st;
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select * from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" where voided_on is null order by id"));
    stmt_open_built(&st, b->db, &sql);
    while (stmt_row(&st)) {
        for (int i = 2; i < stmt_cols(&st); i++) { /* behind id and ver */
            sb_addf(out, "|%s", stmt_col_text(&st, i));
        }
        sb_addc(out, '\n');
    }
    if (!stmt_done(&st, NULL)) {
        sb_add(out, "unreadable\n");
    }
    sql_clear(&sql);
}

const char *file_rig_image(struct book *b, struct arena *a)
{
    static const char *const tables[] = {"candidacy", "step",   "step_entry",
                                         "person",    "member", "placement"};
    struct strbuf s;
    sb_init(&s);
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        sb_addf(&s, "%s\n", tables[i]);
        add_table(b, &s, tables[i]);
    }
    const char *text = arena_str(a, s.s);
    sb_clear(&s);
    return text;
}
