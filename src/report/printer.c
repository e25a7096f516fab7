/* A PDF handed to a printer: lp takes the document on standard input; lpstat -p
   says whether the queue is stopped, since lp is content with one that is.
   What fails is told by how the program ended, then by the words of CUPS. */
#include "pbtui/report/printer.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/utf8.h"
#include "printer_parts.h"

#define JOB_TITLE  "党支部台账"
#define COPIES_MAX 99
/* What the queue's state may cost when the job is on its way already. */
#define NOTE_MS 3000

static bool succeeded(const struct run_said *said)
{
    return WIFEXITED(said->status) && WEXITSTATUS(said->status) == 0;
}

/* ---- what is asked for -------------------------------------------------- */

/* −1: it is none. */
static int open_pdf(const char *path, struct err *err)
{
    char head[5] = "";
    struct stat st;
    /* A pipe must not keep us waiting. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head &&
        memcmp(head, "%PDF-", sizeof head) == 0) {
        return fd;
    }
    if (fd >= 0) {
        close(fd);
    }
    err_set(err, ERR_IO, "E-LP-009",
            "要打印的文件 %s 读不了，或者不是 PDF。请重新存一次再打印。", path);
    return -1;
}

/* CUPS knows sheets by name. */
static const char *media(const struct print_wish *wish)
{
    static const struct {
        int width, height;
        const char *name;
    } sizes[] = {
        {29700, 42000, "A3"},
        {21000, 29700, "A4"},
        {14800, 21000, "A5"},
        {18200, 25700, "jis_b5_182x257mm"},
        {18500, 26000, "prc_16k_185x260mm"},
    };
    int narrow = wish->width < wish->height ? wish->width : wish->height;
    int high = wish->width < wish->height ? wish->height : wish->width;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        if (sizes[i].width == narrow && sizes[i].height == high) {
            return sizes[i].name;
        }
    }
    return NULL;
}

/* ---- lp ----------------------------------------------------------------- */

static void words_of(struct arena *a, const struct print_wish *wish,
                     const char *printer, const char *pages, char *argv[])
{
    const char *paper = media(wish);
    size_t n = 0;
    argv[n++] = arena_str(a, "lp");
    argv[n++] = arena_str(a, "-d");
    argv[n++] = arena_str(a, printer);
    argv[n++] = arena_str(a, "-n");
    argv[n++] = arena_printf(a, "%d", wish->copies);
    argv[n++] = arena_str(a, "-t");
    argv[n++] = arena_str(a, JOB_TITLE);
    argv[n++] = arena_str(a, "-o");
    argv[n++] = arena_str(a, "collate=true");
    argv[n++] = arena_str(a, "-o");
    /* Always: landscape sheets are bound at their upper, long edge, too, and
       the heads of even ones come to lie at the cut (GB/T 9704). */
    argv[n++] = arena_printf(
        a, "sides=%s", wish->duplex ? "two-sided-long-edge" : "one-sided");
    if (paper != NULL) {
        argv[n++] = arena_str(a, "-o");
        argv[n++] = arena_printf(a, "media=%s", paper);
    }
    if (pages[0] != '\0') {
        argv[n++] = arena_str(a, "-P");
        argv[n++] = arena_str(a, pages);
    }
    argv[n] = NULL;
}

static bool refused(struct arena *a, const char *printer,
                    const struct run_said *said, struct err *err)
{
    const char *words = said->errors.s;
    if (strstr(words, "not accepting") != NULL) {
        err_set(err, ERR_IO, "E-LP-005",
                "打印机 %s 暂不接受新的任务。请到打印机设置里让它接受（或运行 "
                "cupsaccept %s），或换一台。",
                printer, printer);
    } else if (strstr(words, "not exist") != NULL ||
               strstr(words, "not responding") != NULL ||
               strstr(words, "onnect") != NULL) {
        err_set(err, ERR_IO, "E-LP-012",
                "打印机 %s 刚才还在，现在找不到了：打印服务停了，或者它被删了。"
                "请看看打印机和打印服务，再打印一次。",
                printer);
    } else if (strstr(words, "orbidden") != NULL ||
               strstr(words, "nauthorized") != NULL ||
               strstr(words, "ot allowed") != NULL) {
        err_set(err, ERR_IO, "E-LP-015",
                "打印服务不允许您在 %s 上打印。请让管理员放开，或换一台。",
                printer);
    } else {
        struct strbuf shown;
        sb_init(&shown);
        text_out(&shown, words, strcspn(words, "\n"), TEXT_LINE);
        const char *why = shown.len > 0 ? arena_str(a, shown.s) : "没有说原因";
        sb_clear(&shown);
        err_set(err, ERR_IO, "E-LP-006",
                "打印机 %s 没有接受这份文件（%.*s）。可以换一台，或存成 PDF "
                "从别的程序打印。",
                printer, run_said_bytes(why), why);
    }
    return err_detail(err, "status %d: %.*s", said->status,
                      run_said_bytes(words), words);
}

/* «request id is HP-12 (1 file(s))». */
static const char *job_name(struct arena *a, const char *said)
{
    const char *name = strstr(said, "request id is ");
    if (name == NULL) {
        return "";
    }
    name += strlen("request id is ");
    return arena_strn(a, name, strcspn(name, " \n"));
}

static bool send_to(const char *printer, int pdf, const struct print_wish *wish,
                    const char *pages, struct arena *a, const struct errand *e,
                    struct print_job *out, struct err *err)
{
    char *argv[20];
    struct run_said said;
    run_said_init(&said);
    words_of(a, wish, printer, pages, argv);
    bool ok =
        program_ended(program_run(argv, pdf, e, &said), argv[0], &said, err);
    if (ok && !succeeded(&said)) {
        ok = refused(a, printer, &said, err);
    }
    if (ok) {
        *out = (struct print_job){printer, job_name(a, said.out.s), ""};
    }
    run_said_clear(&said);
    return ok;
}

/* A queue that was paused takes jobs and keeps them; the clerk would wait at
   the printer for nothing.  That we could not ask is no error: it is sent. */
static void note_stopped_queue(struct arena *a, const struct errand *all,
                               struct print_job *job)
{
    const int64_t soon = clock_monotonic_ms() + NOTE_MS;
    const struct errand e = {all->way, soon < all->until ? soon : all->until};
    char *argv[] = {arena_str(a, "lpstat"), arena_str(a, "-p"),
                    arena_str(a, job->printer), NULL};
    struct run_said said;
    run_said_init(&said);
    if (program_ask(argv, &e, &said) == RUN_DONE && succeeded(&said) &&
        strstr(said.out.s, "disabled since") != NULL) {
        job->note =
            "这台打印机现在停着，任务已经排在队里，恢复以后才会打出来。";
    }
    run_said_clear(&said);
}

static bool check_wish(const struct print_wish *wish, struct arena *a,
                       const struct errand *e, const char **printer,
                       const char **pages, struct err *err)
{
    if (wish->copies < 1 || wish->copies > COPIES_MAX) {
        return err_set(err, ERR_USAGE, "E-LP-017",
                       "份数要在 1 到 %d 之间，写的是 %d。", COPIES_MAX,
                       wish->copies);
    }
    return printer_pages(wish->pages, wish->of, a, pages, err) &&
           printer_find(printer, a, wish->printer, e, err);
}

bool printer_check(const struct print_wish *wish, struct arena *a,
                   const struct printer_way *way, struct err *err)
{
    const char *printer = "";
    const char *pages = "";
    const struct errand e = errand_begin(way);
    return check_wish(wish, a, &e, &printer, &pages, err);
}

bool printer_send(const char *pdf_path, const struct print_wish *wish,
                  struct arena *a, const struct printer_way *way,
                  struct print_job *out, struct err *err)
{
    const char *printer = "";
    const char *pages = "";
    const struct errand e = errand_begin(way);
    if (!check_wish(wish, a, &e, &printer, &pages, err)) {
        return false;
    }
    int pdf = open_pdf(pdf_path, err);
    if (pdf < 0) {
        return false;
    }
    bool ok = send_to(printer, pdf, wish, pages, a, &e, out, err);
    close(pdf);
    if (ok) {
        note_stopped_queue(a, &e, out);
    }
    return ok;
}
