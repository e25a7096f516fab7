/* The sample ledger: two branches, played in from data/sample in the order in
   which a clerk would have entered them, as of one fixed day.

   Everything goes through the same door as what is typed on the screen, in one
   transaction: whole, or not there.  A file is written aside and gets its name
   when it is whole.  Meetings are typed in on the days they
   would have been, so that nothing is late that was not.  What differs from one
   run to the next is only what must: the ledger's number, salts, the times in
   the audit and the codes that hang on them. */
#include "pbtui/app/sample.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/ledger/plans.h"
#include "pbtui/ledger/register.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"
#include "sample_dues.h"
#include "sample_events.h"
#include "sample_pipeline.h"
#include "sample_table.h"
#include "sample_votes.h"

#define ACTOR       "示例"
#define SAMPLE_YEAR 2026
#define LAST_SEALED 2  /* month: later ones can still be tried out */
#define SEALED_ON   10 /* day of the next month */

static const struct sample_table office[] = {
    {"sample/office-branch.tsv", &ledger_branch, true},
    {"sample/office-groups.tsv", &ledger_grp, false},
    {"sample/office-terms.tsv", &ledger_term, false},
    {"sample/office-roster.tsv", &ledger_people, false},
    {"sample/office-stage.tsv", &ledger_people, false},
    {"sample/office-details.tsv", &ledger_people, true},
    {"sample/office-posts.tsv", &ledger_post, false},
    {"sample/office-away.tsv", &ledger_away, false},
    {"sample/office-contacts.tsv", &ledger_contact, false},
    {"sample/office-honours.tsv", &ledger_honour, false},
    {"sample/office-placement.tsv", &ledger_placement, false},
    {"sample/office-membership.tsv", &ledger_member, true},
    {"sample/office-rights.tsv", &ledger_rights, false},
    {"sample/office-duty-own.tsv", &ledger_duty_own, false},
};

/* What stands beside the meetings and is looked at when months are sealed. */
static const struct sample_table beside[] = {
    {"sample/office-duty-done.tsv", &ledger_duty_done, false},
    {"sample/office-reports.tsv", &ledger_duty_report, false},
    {"sample/office-talks.tsv", &ledger_talk, false},
    {"sample/office-plan.tsv", &ledger_plan, false},
    {"sample/office-reminders.tsv", &ledger_reminder, false},
    {"sample/office-dues-notices.tsv", &ledger_dues_notice, false},
    {"sample/office-funds.tsv", &ledger_fund, false},
    {"sample/office-fund-entries.tsv", &ledger_fund_entry, false},
    {"sample/office-quotas.tsv", &ledger_quota, false},
};

static const struct sample_table retired[] = {
    {"sample/retired-branch.tsv", &ledger_branch, true},
    {"sample/retired-roster.tsv", &ledger_people, false},
    {"sample/retired-posts.tsv", &ledger_post, false},
};

int sample_today(void)
{
    return date_of(SAMPLE_YEAR, 11, 20);
}

static bool save_tables(struct book *b, const struct sample_table *tables,
                        size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (!sample_table_save(b, &tables[i], err)) {
            return false;
        }
    }
    return true;
}

/* Each block typed in on its day; afterwards it is the sample's day again. */
static bool save_blocks(struct book *b, const char *file,
                        bool (*save)(struct book *b, struct arena *a,
                                     const struct sample_block *block,
                                     struct err *err),
                        struct err *err)
{
    bool ok = sample_blocks_save(b, file, save, err);
    b->today = sample_today();
    b->day = b->today;
    return ok;
}

static bool save_events(struct book *b, const char *file, struct err *err)
{
    return save_blocks(b, file, sample_event_save, err);
}

/* 配档表 against what was held, as the clerk links them month by month. */
static bool link_plan(struct book *b, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct plan_year y;
    bool ok = plan_year(b, &a, SAMPLE_YEAR, &y, err);
    for (size_t i = 0; ok && i < y.n; i++) {
        if (y.items[i].state == PLAN_UNLINKED) {
            ok = plan_link(b, &a, y.items[i].id, y.items[i].event, err);
        }
    }
    arena_clear(&a);
    return ok;
}

/* Each month about ten days after it was over. */
static bool seal_months(struct book *b, struct err *err)
{
    struct arena a = ARENA_INIT;
    bool ok = true;
    for (int month = 1; ok && month <= LAST_SEALED; month++) {
        b->today = date_of(SAMPLE_YEAR, month + 1, SEALED_ON);
        ok = period_seal(b, &a, month_make(SAMPLE_YEAR, month), err);
        arena_reset(&a);
    }
    b->today = sample_today();
    arena_clear(&a);
    return ok;
}

/* The rows of one of the small registers, when the sample has any. */
static bool save_register(struct book *b, const struct ledger *l,
                          struct err *err)
{
    char file[64];
    snprintf(file, sizeof file, "sample/register-%s.tsv", l->name);
    const struct sample_table t = {file, l, false};
    return embed_find(file) == NULL || sample_table_save(b, &t, err);
}

/* What belongs to a record of another register comes after all of those. */
static bool save_registers(struct book *b, struct err *err)
{
    const struct register_set *set = book_registers(b);
    for (int of_others = 0; of_others < 2; of_others++) {
        for (size_t i = 0; i < set->n; i++) {
            const struct ledger *l = &set->list[i]->ledger;
            bool of_branch = l->fields[l->parent].of != NULL &&
                             strcmp(l->fields[l->parent].of, "branches") == 0;
            if (of_branch == (of_others == 0) && !save_register(b, l, err)) {
                return false;
            }
        }
    }
    return true;
}

static bool add_life(struct book *b, struct err *err)
{
    return save_events(b, "sample/office-2025.txt", err) &&
           save_events(b, "sample/office-2026.txt", err) &&
           sample_blocks_save(b, "sample/office-votes.txt", sample_vote_save,
                              err) &&
           save_blocks(b, "sample/office-dues.txt", sample_dues_save, err) &&
           save_blocks(b, "sample/office-pipeline.txt", sample_pipeline_save,
                       err) &&
           save_tables(b, beside, ARRAY_LEN(beside), err) &&
           save_registers(b, err) && link_plan(b, err) && seal_months(b, err);
}

static bool add_retired(struct book *b, struct err *err)
{
    const struct org_first first = {"离退休干部党支部（示例）",
                                    date_of(2018, 3, 12), false, 0};
    struct arena a = ARENA_INIT;
    bool ok = org_create(b, &a, &first, err);
    arena_clear(&a);
    return ok && save_tables(b, retired, ARRAY_LEN(retired), err) &&
           save_events(b, "sample/retired-events.txt", err);
}

static bool save_all(struct book *b, struct err *err)
{
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    int64_t shown = b->branch;
    bool ok = save_tables(b, office, ARRAY_LEN(office), err) &&
              add_life(b, err) && add_retired(b, err);
    if (ok) {
        b->branch = shown;
    }
    return tx_end(b->db, ok, err);
}

bool sample_open(struct session *s, const char *path, struct err *err)
{
    const struct org_first first = {"县商务局机关党支部（示例）",
                                    date_of(2015, 6, 1), true, 2};
    if (!session_create(s, path, ACTOR, &first, err)) {
        return false;
    }
    s->book.today = sample_today();
    s->book.day = s->book.today;
    if (!save_all(&s->book, err)) {
        session_close(s);
        if (path != NULL) {
            remove(path); /* made by us a moment ago, under a free name */
        }
        return false;
    }
    return true;
}

/* ---- a file ------------------------------------------------------------ */

static bool is_taken(const char *path, struct err *err)
{
    return err_set(err, ERR_USAGE, "E-APP-046",
                   "%s 已经有了，没有覆盖；请换个文件名。", path);
}

/* Never over anything.  FAT knows no such rename: between the look and the
   other one only the clerk himself could take the name. */
static bool put_in_place(const char *temp, const char *path, struct err *err)
{
    int rc = renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE);
    if (rc != 0 && (errno == EINVAL || errno == ENOSYS)) {
        errno = EEXIST;
        rc = file_exists(path) ? -1 : rename(temp, path);
    }
    if (rc != 0 && errno == EEXIST) {
        return is_taken(path, err);
    }
    if (rc != 0) {
        err_set(err, ERR_IO, "E-APP-047",
                "示例支部写好了，却放不到 %s；请检查文件夹是否可写，或换一个"
                "位置。",
                path);
        return err_detail(err, "%s", strerror(errno));
    }
    file_sync_dir_of(path); /* else it is only later that the name is sure */
    return true;
}

static void remove_torso(const char *temp)
{
    struct strbuf journal;
    sb_init(&journal);
    sb_addf(&journal, "%s-journal", temp);
    remove(journal.s);
    remove(temp);
    sb_clear(&journal);
}

/* NAME.PID.tmp of a process that is no more. */
static bool is_torso(const char *entry, const char *name)
{
    size_t n = strlen(name);
    long pid = 0;
    if (strncmp(entry, name, n) != 0 || entry[n] != '.') {
        return false;
    }
    const char *s = entry + n + 1;
    for (; *s >= '0' && *s <= '9' && pid < INT_MAX / 10; s++) {
        pid = pid * 10 + (*s - '0');
    }
    return pid > 0 && strcmp(s, ".tmp") == 0 &&
           (pid == (long)getpid() ||
            (kill((pid_t)pid, 0) != 0 && errno == ESRCH));
}

/* Whoever was killed while writing the sample left what he had. */
static void sweep(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct strbuf folder;
    sb_init(&folder);
    sb_addn(&folder, path, (size_t)(name - path));
    DIR *dir = opendir(folder.len > 0 ? folder.s : ".");
    for (struct dirent *e = NULL; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (is_torso(e->d_name, name)) {
            struct strbuf torso;
            sb_init(&torso);
            sb_addf(&torso, "%.*s%s", (int)folder.len, path, e->d_name);
            remove_torso(torso.s);
            sb_clear(&torso);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    sb_clear(&folder);
}

/* Under a name of its own until it is whole: whoever is killed on the way
   leaves nothing that the next run would take for the sample. */
bool sample_write(const char *path, struct err *err)
{
    struct session s;
    struct strbuf temp;
    if (file_exists(path)) {
        return is_taken(path, err);
    }
    sb_init(&temp);
    sb_addf(&temp, "%s.%ld.tmp", path, (long)getpid());
    sweep(path);
    bool ok = sample_open(&s, temp.s, err);
    if (ok) {
        session_close(&s);
        ok = put_in_place(temp.s, path, err);
        if (!ok) {
            remove_torso(temp.s);
        }
    }
    sb_clear(&temp);
    return ok;
}
