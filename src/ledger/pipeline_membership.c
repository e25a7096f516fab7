/* What a step does to the membership: an approval makes a member as of the
   meeting, moving that meeting moves it, taking it back takes the membership,
   a cancellation ends it.

   Only the spell that the approval made is touched: it begins on the day of the
   meeting and came about by 发展党员.  What others have written about the
   member since then (a roll, a due, a post) keeps it from being taken away. */
#include "pipeline_parts.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static int column(const char *name)
{
    return ledger_field(&ledger_member, name);
}

/* ---- the spell --------------------------------------------------------- */

static bool touch(struct pipeline_follow *w, struct pipeline_file *f,
                  struct stmt *st, bool *found, struct err *err)
{
    bool ok = pipeline_twin_read(&w->member, f, &ledger_member, st, err);
    *found = w->member.r != NULL;
    return ok;
}

bool pipeline_may_void_member(struct book *b, const struct record *r,
                              struct err *err)
{
    struct stmt st;
    bool made = false;
    stmt_open(&st, b->db,
              SQL("select 1 from candidacy c join step s"
                  " on s.candidacy_id = c.id and s.no = :approve"
                  " and s.result = :approved and s.dropped is null"
                  " and s.voided_on is null join step a"
                  " on a.candidacy_id = c.id and a.no = :accept"
                  " and a.on_day = :from and a.dropped is null"
                  " and a.voided_on is null where c.person_id = :person"
                  " and c.voided_on is null and :kind in (:admitted, :again)"));
    stmt_int(&st, ":approve", AT_APPROVE);
    stmt_int(&st, ":accept", AT_ACCEPT);
    stmt_text(&st, ":approved", RESULT_APPROVED);
    stmt_int(&st, ":person", record_int(r, column("person_id")));
    stmt_text(&st, ":from", record_text(r, column("from_on")));
    stmt_text(&st, ":kind", record_text(r, column("in_kind")));
    stmt_text(&st, ":admitted", codes_find("in_kind", "发展入党"));
    stmt_text(&st, ":again", codes_find("in_kind", "重新入党"));
    made = stmt_row(&st);
    if (!stmt_done(&st, err)) {
        return false;
    }
    return !made ||
           err_set(err, ERR_RULE, "E-PIPE-228",
                   "这段组织关系由发展党员第 %d 步%s产生，不能在这里"
                   "作废；批准登记错了的，请打开本人的发展档案收回第 "
                   "%d 步。",
                   AT_APPROVE, book_pipeline(b)->steps[AT_APPROVE].abbr,
                   AT_APPROVE);
}

static bool find_made(struct pipeline_follow *w, struct pipeline_file *f,
                      int joined, bool *found, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from member where person_id = :person"
                  " and from_on = :day and in_kind in (:admitted, :again)"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":day", date_text(joined, day));
    stmt_text(&st, ":admitted", codes_find("in_kind", "发展入党"));
    stmt_text(&st, ":again", codes_find("in_kind", "重新入党"));
    return touch(w, f, &st, found, err);
}

static bool find_open(struct pipeline_follow *w, struct pipeline_file *f,
                      bool *found, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from member where person_id = :person"
                  " and branch_id = :branch and to_on is null"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":branch", f->book->branch);
    return touch(w, f, &st, found, err);
}

static bool find_ended(struct pipeline_follow *w, struct pipeline_file *f,
                       int on, bool *found, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from member where person_id = :person"
                  " and to_on = :day and out_kind = :kind"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":day", date_text(on, day));
    stmt_text(&st, ":kind", codes_find("out_kind", "取消预备党员资格"));
    return touch(w, f, &st, found, err);
}

/* ---- what stands on it -------------------------------------------------- */

static void name_use(struct strbuf *out, const char *what, int64_t n)
{
    if (n > 0) {
        sb_addf(out, "%s%s %lld 条", out->len > 0 ? "、" : "", what,
                (long long)n);
    }
}

/* A month that is open and not paid yet follows when it is brought up to
   date; a roll of the day itself is that of the meeting about him. */
static bool refuse_used(struct pipeline_file *f, const char *from,
                        const char *until, struct err *err)
{
    struct stmt st;
    struct strbuf used;
    sb_init(&used);
    stmt_open(
        &st, f->book->db,
        SQL("select (select count(*) from attend a join event e"
            " on e.id = a.event_id where a.person_id = :person"
            " and a.voided_on is null and e.voided_on is null"
            " and e.on_day > :from and e.on_day < :until),"
            " (select count(*) from payment_part p where p.person_id = :person"
            " and p.voided_on is null and p.month >= substr(:from, 1, 7)"
            " and p.month < substr(:until, 1, 7)),"
            " (select count(*) from due d join dues_month m"
            " on m.branch_id = d.branch_id and m.month = d.month"
            " and m.voided_on is null and m.closed_on is not null"
            " where d.person_id = :person and d.voided_on is null"
            " and d.month >= substr(:from, 1, 7)"
            " and d.month < substr(:until, 1, 7)),"
            " (select count(*) from post p where p.person_id = :person"
            " and p.voided_on is null and p.from_on >= :from"
            " and p.from_on < :until),"
            " (select count(*) from member m where m.person_id = :person"
            " and m.voided_on is null and m.from_on > :from"
            " and m.from_on < :until)"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":from", from);
    stmt_text(&st, ":until", until);
    if (stmt_row(&st)) {
        name_use(&used, "会议名单", stmt_col_int(&st, 0));
        name_use(&used, "党费交纳", stmt_col_int(&st, 1));
        name_use(&used, "已结账月份的应交党费", stmt_col_int(&st, 2));
        name_use(&used, "任职", stmt_col_int(&st, 3));
        name_use(&used, "后来的组织关系", stmt_col_int(&st, 4));
    }
    bool ok = stmt_done(&st, err);
    if (ok && used.len > 0) {
        ok = err_set(err, ERR_RULE, "E-PIPE-200",
                     "%s以党员身份已有%s，不能收回这段组织关系，请先改掉那些"
                     "记录。",
                     f->person.name, used.s);
    }
    sb_clear(&used);
    return ok;
}

/* ---- made, moved, taken back --------------------------------------------- */

/* How many spells there are, and whether one holds on the day or later. */
static bool count_spells(struct pipeline_file *f, int day, int64_t *n,
                         bool *holds, struct err *err)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select count(*), coalesce(max(to_on is null"
                  " or to_on > :day), 0) from member"
                  " where person_id = :person and voided_on is null"));
    stmt_text(&st, ":day", date_text(day, text));
    stmt_int(&st, ":person", f->person.id);
    if (stmt_row(&st)) {
        *n = stmt_col_int(&st, 0);
        *holds = stmt_col_int(&st, 1) != 0;
    }
    return stmt_done(&st, err);
}

/* Not his first: he joins once more. */
static void put_spell(struct pipeline_follow *w, struct pipeline_file *f,
                      int joined)
{
    struct record *r = arena_array(f->arena, 1, sizeof *r);
    *r = record_new(&ledger_member, f->book, f->arena);
    record_set_int(r, column("person_id"), f->person.id);
    record_set_int(r, column("branch_id"), f->book->branch);
    record_set_day(r, f->arena, column("from_on"), joined);
    record_set_text(r, column("in_kind"), codes_find("in_kind", "重新入党"));
    w->member = (struct pipeline_twin){.r = r};
    record_set_text(&w->person, ledger_field(&ledger_people, "join_kind"),
                    codes_find("join_kind", "重新入党"));
}

/* The roster makes the first spell of a life by itself (people.c). */
static bool make(struct pipeline_follow *w, struct pipeline_file *f, int joined,
                 struct err *err)
{
    char day[11];
    int64_t n = 0;
    bool holds = false;
    if (!count_spells(f, joined, &n, &holds, err)) {
        return false;
    }
    if (holds) {
        return true; /* came here as a member, or was entered as one */
    }
    if (record_int(pipeline_step_at(&w->now, AT_APPROVE), STEP_ELSEWHERE) !=
        0) {
        return err_set(err, ERR_RULE, "E-PIPE-201",
                       "%s是在外单位接收的预备党员，请先在党员名册登记转入组织"
                       "关系，再补录审批这一步。",
                       f->person.name);
    }
    if (n > 0) {
        put_spell(w, f, joined);
    } else {
        record_set_int(&w->person, ledger_field(&ledger_people, "home_id"),
                       f->book->branch);
    }
    sb_addf(&w->text, "党员名册：%s 起成为本支部预备党员，党费按规定核定收缴\n",
            date_text(joined, day));
    return true;
}

static bool move(struct pipeline_follow *w, struct pipeline_file *f, int was,
                 int joined, struct err *err)
{
    char from[11], to[11];
    bool found = false;
    if (!find_made(w, f, was, &found, err)) {
        return false;
    }
    if (!found) {
        return true;
    }
    date_text(was, from);
    date_text(joined, to);
    if (joined > was && !refuse_used(f, from, to, err)) {
        return false;
    }
    record_set_day(w->member.r, f->arena, column("from_on"), joined);
    sb_addf(&w->text, "党员名册：本支部预备党员改为从 %s 起\n", to);
    return true;
}

static bool take(struct pipeline_follow *w, struct pipeline_file *f, int was,
                 struct err *err)
{
    char from[11];
    bool found = false;
    if (!find_made(w, f, was, &found, err)) {
        return false;
    }
    if (!found) {
        return true;
    }
    if (!refuse_used(f, date_text(was, from), "9999-12-31", err)) {
        return false;
    }
    w->member.gone = "收回入党审批";
    sb_add(&w->text, "党员名册：收回因入党产生的组织关系\n");
    return true;
}

/* ---- ended ----------------------------------------------------------------
 */

bool pipeline_end_membership(struct pipeline_follow *w, struct pipeline_file *f,
                             int on, const char *kind, struct err *err)
{
    bool found = false;
    if (!find_open(w, f, &found, err)) {
        return false;
    }
    if (found) {
        record_set_day(w->member.r, f->arena, column("to_on"), on);
        record_set_text(w->member.r, column("out_kind"),
                        codes_find("out_kind", kind));
        sb_addf(&w->text, "党员名册：%s，不再是本支部党员\n", kind);
    }
    return true;
}

/* 取消预备党员资格: he leaves on the day of the approval. */
static bool follow_cancelled(struct pipeline_follow *w, struct pipeline_file *f,
                             bool was, bool is, struct err *err)
{
    bool found = false;
    int on_was = pipeline_on_of(pipeline_step_at(f, AT_CONFIRM));
    int on = pipeline_on_of(pipeline_step_at(&w->now, AT_CONFIRM));
    if (is && !was) {
        return pipeline_end_membership(w, f, on, "取消预备党员资格", err);
    }
    if (is && on == on_was) {
        return true;
    }
    if (!find_ended(w, f, on_was, &found, err)) {
        return false;
    }
    if (found && is) {
        record_set_day(w->member.r, f->arena, column("to_on"), on);
    } else if (found) {
        record_set_null(w->member.r, column("to_on"));
        record_set_null(w->member.r, column("out_kind"));
        sb_add(&w->text, "党员名册：恢复为本支部预备党员\n");
    }
    return true;
}

bool pipeline_put_membership(struct pipeline_follow *w, struct pipeline_file *f,
                             struct err *err)
{
    bool was = pipeline_admitted(f), is = pipeline_admitted(&w->now);
    int joined_was = pipeline_on_of(pipeline_step_at(f, AT_ACCEPT));
    int joined = pipeline_on_of(pipeline_step_at(&w->now, AT_ACCEPT));
    if (!was && is) {
        return make(w, f, joined, err);
    }
    if (was && !is) {
        return take(w, f, joined_was, err);
    }
    if (was && joined != joined_was) {
        return move(w, f, joined_was, joined, err);
    }
    bool cancelled_was = pipeline_decided(f, RESULT_CANCELLED);
    bool cancelled = pipeline_decided(&w->now, RESULT_CANCELLED);
    return (!cancelled_was && !cancelled) ||
           follow_cancelled(w, f, cancelled_was, cancelled, err);
}
