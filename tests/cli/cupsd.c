/* cupsd with its configuration, started and stopped. */
#include "cupsd.h"

#include "unit.h"

#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CUPSD      "/usr/sbin/cupsd"
#define WAIT_TURNS 600 /* of 50 ms */

static char folder[64];
static pid_t daemon_pid;

static const char *path_of(const char *name)
{
    static char paths[8][160];
    static unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void nap(void)
{
    usleep(50000);
}

/* ---- the folder --------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static void remove_folder(void)
{
    cupsd_stop();
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void put_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0) {
        fail_msg("%s: %s", path, strerror(errno));
    }
}

static void put_configuration(void)
{
    char text[2000];
    snprintf(text, sizeof text,
             "SystemGroup root\nServerRoot %s/root\nRequestRoot %s/spool\n"
             "CacheDir %s/cache\nStateDir %s/state\nTempDir %s/temp\n"
             "ErrorLog %s/error\nAccessLog %s/access\nPageLog %s/page\n"
             "FileDevice Yes\n",
             folder, folder, folder, folder, folder, folder, folder, folder);
    put_file(path_of("files.conf"), text);
    snprintf(text, sizeof text,
             "LogLevel warn\nListen %s/sock\nBrowsing Off\nWebInterface No\n"
             "DefaultAuthType None\nPageLogFormat %%p|%%j|%%{job-name}|\n"
             "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n"
             "<Policy default>\n  <Limit All>\n    Order deny,allow\n"
             "  </Limit>\n</Policy>\n",
             folder);
    put_file(path_of("cupsd.conf"), text);
    put_file(path_of("queue.ppd"),
             "*PPD-Adobe: \"4.3\"\n*FormatVersion: \"4.3\"\n"
             "*FileVersion: \"1.0\"\n*LanguageVersion: English\n"
             "*LanguageEncoding: ISOLatin1\n*PCFileName: \"QUEUE.PPD\"\n"
             "*Manufacturer: \"Test\"\n*Product: \"(Test)\"\n"
             "*ModelName: \"Test\"\n*ShortNickName: \"Test\"\n"
             "*NickName: \"Test PDF\"\n*PSVersion: \"(3010.000) 0\"\n"
             "*LanguageLevel: \"3\"\n*ColorDevice: True\n"
             "*DefaultColorSpace: RGB\n*FileSystem: False\n"
             "*cupsManualCopies: True\n"
             "*cupsFilter2: \"application/vnd.cups-pdf application/pdf 0 -\"\n"
             "*OpenUI *PageSize: PickOne\n*DefaultPageSize: A4\n"
             "*PageSize A4: \"\"\n*CloseUI: *PageSize\n"
             "*DefaultPageRegion: A4\n*PageRegion A4: \"\"\n"
             "*DefaultImageableArea: A4\n"
             "*ImageableArea A4: \"0 0 595 842\"\n"
             "*DefaultPaperDimension: A4\n*PaperDimension A4: \"595 842\"\n");
    snprintf(text, sizeof text, "%s/.cups", unit_tmp());
    mkdir(text, 0700);
    snprintf(text, sizeof text, "%s/.cups/client.conf", unit_tmp());
    char server[200];
    snprintf(server, sizeof server, "ServerName %s/sock\n", folder);
    put_file(text, server);
}

/* Not below unit_tmp: filters run as another user, who must get through. */
static void make_folder(void)
{
    static const char *const folders[] = {"root",  "spool", "cache",
                                          "state", "temp",  "out"};
    strcpy(folder, "/tmp/pbtui-cups.XXXXXX");
    if (mkdtemp(folder) == NULL) {
        fail_msg("mkdtemp: %s", strerror(errno));
    }
    atexit(remove_folder);
    chmod(folder, 0755);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        assert_int_equal(mkdir(path_of(folders[i]), 0755), 0);
    }
    chmod(path_of("temp"), 01777);
    put_configuration();
}

/* ---- the service -------------------------------------------------------- */

void cupsd_need(void)
{
    if (access(CUPSD, X_OK) != 0 || access("/usr/bin/lp", X_OK) != 0 ||
        access("/usr/lib/cups/filter/pdftopdf", X_OK) != 0) {
        print_message("SKIPPED: no cupsd here; install cups-daemon, "
                      "cups-client and cups-filters-core-drivers\n");
        skip();
    }
}

static void be_daemon(void)
{
    FILE *out = freopen(path_of("said"), "w", stdout);
    if (out == NULL || dup2(1, 2) < 0) {
        _exit(126);
    }
    execl(CUPSD, "cupsd", "-f", "-c", path_of("cupsd.conf"), "-s",
          path_of("files.conf"), (char *)NULL);
    _exit(127);
}

void cupsd_admin(const char *command)
{
    char line[400];
    snprintf(line, sizeof line, "CUPS_SERVER=%s/sock %s >/dev/null 2>&1",
             folder, command);
    if (system(line) != 0) {
        fail_msg("%s", command);
    }
}

static bool answers(void)
{
    char line[300];
    snprintf(line, sizeof line,
             "CUPS_SERVER=%s/sock LC_ALL=C lpstat -r 2>/dev/null | "
             "grep -q 'is running'",
             folder);
    return system(line) == 0;
}

void cupsd_start(void)
{
    bool first = folder[0] == '\0';
    char line[300];
    if (daemon_pid != 0) {
        return;
    }
    if (first) {
        make_folder();
    }
    fflush(NULL);
    daemon_pid = fork();
    if (daemon_pid == 0) {
        be_daemon();
    }
    for (int i = 0; i < WAIT_TURNS && !answers(); i++) {
        if (waitpid(daemon_pid, NULL, WNOHANG) == daemon_pid) {
            daemon_pid = 0;
            fail_msg("cupsd left; %s/said", folder);
        }
        nap();
    }
    if (first) {
        snprintf(line, sizeof line,
                 "lpadmin -p PDF -E -v file://%s/out/paper.pdf -P %s", folder,
                 path_of("queue.ppd"));
        cupsd_admin(line);
        cupsd_admin("lpadmin -d PDF");
    }
}

void cupsd_stop(void)
{
    if (daemon_pid > 0) {
        kill(daemon_pid, SIGTERM);
        while (waitpid(daemon_pid, NULL, 0) < 0 && errno == EINTR) {
        }
        daemon_pid = 0;
    }
}

/* ---- what came out ------------------------------------------------------ */

static bool queue_is_empty(void)
{
    char line[300];
    snprintf(line, sizeof line,
             "test -z \"$(CUPS_SERVER=%s/sock LC_ALL=C lpstat -o)\"", folder);
    return system(line) == 0;
}

/* The file stands there before it is whole: when the queue is empty, it is. */
const char *cupsd_printed(void)
{
    const char *paper = path_of("out/paper.pdf");
    const char *taken = path_of("out/taken.pdf");
    for (int i = 0; i < WAIT_TURNS; i++) {
        if (queue_is_empty() && access(paper, F_OK) == 0) {
            assert_int_equal(rename(paper, taken), 0);
            return taken;
        }
        nap();
    }
    fail_msg("nothing came out of the queue; %s/error", folder);
    return NULL;
}

bool cupsd_is_idle(void)
{
    return queue_is_empty() && access(path_of("out/paper.pdf"), F_OK) != 0;
}

const char *cupsd_log(void)
{
    static char text[4096];
    FILE *f = fopen(path_of("page"), "r");
    size_t n = f != NULL ? fread(text, 1, sizeof text - 1, f) : 0;
    text[n] = '\0';
    if (f != NULL) {
        fclose(f);
    }
    return text;
}
