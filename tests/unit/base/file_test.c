/* Files on a real disk: modes, links, full disks, races; and the diary. */
#include "unit.h"

#include "pbtui/base/file.h"
#include "pbtui/base/log.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A path in this program's folder; up to four live at once. */
static const char *in_tmp(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

static void assert_holds(const char *path, const char *want)
{
    struct strbuf got;
    sb_init(&got);
    assert_true(file_read(&got, path, 1000, NULL));
    assert_string_equal(got.s, want);
    sb_clear(&got);
}

static int mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

static int files_in(const char *path)
{
    DIR *dir = opendir(path);
    assert_non_null(dir);
    int n = 0;
    while (readdir(dir) != NULL) {
        n++;
    }
    closedir(dir);
    return n - 2;
}

/* Runs fn in a child, because it spoils descriptors or limits. */
static int in_child(int (*fn)(void))
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        _exit(fn());
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

TEST(file_new_refuses_a_taken_name_and_replace_does_not)
{
    struct err e = ERR_INIT;
    const char *path = in_tmp("账本导出.csv");
    assert_true(file_write(path, "一", 3, FILE_NEW, &e));
    assert_false(file_write(path, "二", 3, FILE_NEW, &e));
    assert_string_equal(e.code, "E-FILE-007");
    assert_int_equal(e.kind, ERR_IO);
    assert_holds(path, "一");
    assert_true(file_write(path, "三", 3, FILE_REPLACE, &e));
    assert_holds(path, "三");
    assert_true(file_exists(path));
}

TEST(file_modes_do_not_depend_on_the_umask)
{
    static const mode_t masks[] = {000, 022, 077, 0777};
    for (size_t i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "umask-%zu/a/b", i);
        const char *dir = in_tmp(name);
        char path[600];
        snprintf(path, sizeof path, "%s/file", dir);
        mode_t old = umask(masks[i]);
        bool made = file_make_dirs(dir, NULL);
        bool wrote = file_write(path, "x", 1, FILE_NEW, NULL);
        umask(old);
        assert_true(made && wrote);
        assert_int_equal(mode_of(dir), 0700);
        assert_int_equal(mode_of(path), 0600);
    }
}

TEST(file_write_follows_no_symlink)
{
    struct err e = ERR_INIT;
    const char *victim = in_tmp("victim");
    const char *link = in_tmp("link");
    assert_true(file_write(victim, "keep", 4, FILE_NEW, &e));
    assert_int_equal(symlink(victim, link), 0);
    assert_false(file_write(link, "evil", 4, FILE_REPLACE, &e));
    assert_string_equal(e.code, "E-FILE-009");
    assert_false(file_write(link, "evil", 4, FILE_NEW, &e));
    assert_string_equal(e.code, "E-FILE-009");
    assert_holds(victim, "keep");
    const char *dangling = in_tmp("dangling");
    assert_int_equal(symlink(in_tmp("nowhere"), dangling), 0);
    assert_false(file_write(dangling, "x", 1, FILE_NEW, &e));
    assert_false(file_exists(in_tmp("nowhere")));
}

/* Several writers at once, all past the first look at the name: the kernel
   lets one win, and the others leave no temp file behind. */
TEST(file_new_has_one_winner_in_a_race)
{
    enum { WRITERS = 4, ROUNDS = 20 };
    assert_true(file_make_dirs(in_tmp("race"), NULL));
    for (int round = 0; round < ROUNDS; round++) {
        char name[32];
        snprintf(name, sizeof name, "race/%d", round);
        const char *path = in_tmp(name);
        int gate[2];
        assert_int_equal(pipe(gate), 0);
        for (int i = 0; i < WRITERS; i++) {
            pid_t pid = fork();
            assert_true(pid >= 0);
            if (pid == 0) {
                char c;
                close(gate[1]);
                (void)!read(gate[0], &c, 1); /* until the parent closes it */
                _exit(file_write(path, "x", 1, FILE_NEW, NULL) ? 0 : 1);
            }
        }
        close(gate[0]);
        close(gate[1]);
        int winners = 0;
        for (int i = 0; i < WRITERS; i++) {
            int status = 0;
            assert_true(wait(&status) > 0);
            winners += status == 0;
        }
        assert_int_equal(winners, 1);
    }
    assert_int_equal(files_in(in_tmp("race")), ROUNDS);
}

TEST(file_write_names_what_is_wrong_with_the_place)
{
    assert_true(file_make_dirs(in_tmp("places/folder"), NULL));
    assert_true(file_write(in_tmp("places/plain"), "", 0, FILE_NEW, NULL));
    assert_int_equal(mkfifo(in_tmp("places/pipe"), 0600), 0);
    char long_name[400] = "places/";
    memset(long_name + 7, 'x', 300);
    const struct {
        const char *name;
        const char *code;
    } rows[] = {
        {"places/folder", "E-FILE-006"},     {"places/folder/", "E-FILE-006"},
        {"places/folder/..", "E-FILE-006"},  {"places/none/file", "E-FILE-004"},
        {"places/plain/file", "E-FILE-005"}, {"places/pipe", "E-FILE-015"},
        {long_name, "E-FILE-008"},
    };
    int bad = 0;
    int before = files_in(in_tmp("places"));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err e = ERR_INIT;
        bool ok = file_write(in_tmp(rows[i].name), "x", 1, FILE_REPLACE, &e);
        if (ok || strcmp(e.code, rows[i].code) != 0) {
            print_error("row %s: %s %s\n", rows[i].name, e.code, e.text);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    assert_int_equal(files_in(in_tmp("places")), before);
    struct err e = ERR_INIT;
    assert_false(file_write("", "x", 1, FILE_NEW, &e));
    assert_string_equal(e.code, "E-FILE-006");
}

static int write_without_permission(void)
{
    struct err e = ERR_INIT;
    if (setuid(65534) != 0) {
        return 9;
    }
    if (file_write(in_tmp("locked/file"), "x", 1, FILE_NEW, &e)) {
        return 1;
    }
    return strcmp(e.code, "E-FILE-002") == 0 ? 0 : 2;
}

TEST(file_write_without_permission_says_so)
{
    assert_true(file_make_dirs(in_tmp("locked"), NULL));
    if (geteuid() != 0) {
        assert_int_equal(chmod(in_tmp("locked"), 0500), 0);
        struct err e = ERR_INIT;
        assert_false(file_write(in_tmp("locked/f"), "x", 1, FILE_NEW, &e));
        assert_string_equal(e.code, "E-FILE-002");
        return;
    }
    assert_int_equal(in_child(write_without_permission), 0);
}

/* A file size limit fails the write in the middle, as a full disk does. */
static int write_on_a_full_disk(void)
{
    static char much[8192];
    struct rlimit limit = {4096, 4096};
    struct err e = ERR_INIT;
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return 9;
    }
    const char *path = in_tmp("full/file");
    if (file_write(path, much, sizeof much, FILE_REPLACE, &e)) {
        return 1;
    }
    if (strcmp(e.code, "E-FILE-001") != 0) {
        return 2;
    }
    return file_write(path, much, 100, FILE_REPLACE, &e) ? 0 : 3;
}

TEST(file_write_on_a_full_disk_keeps_the_old_file)
{
    assert_true(file_make_dirs(in_tmp("full"), NULL));
    assert_true(file_write(in_tmp("full/file"), "old", 3, FILE_NEW, NULL));
    assert_int_equal(in_child(write_on_a_full_disk), 0);
    struct stat st;
    assert_int_equal(stat(in_tmp("full/file"), &st), 0);
    assert_int_equal(st.st_size, 100);
    assert_int_equal(files_in(in_tmp("full")), 1);
}

TEST(file_read_takes_only_plain_files_up_to_the_limit)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "=");
    struct err e = ERR_INIT;
    assert_true(file_make_dirs(in_tmp("read"), NULL));
    assert_true(file_write(in_tmp("read/f"), "a\0b", 3, FILE_NEW, NULL));
    assert_true(file_read(&sb, in_tmp("read/f"), 3, &e));
    assert_int_equal(sb.len, 4);
    assert_memory_equal(sb.s, "=a\0b", 5);
    assert_false(file_read(&sb, in_tmp("read/f"), 2, &e));
    assert_string_equal(e.code, "E-FILE-013");
    assert_false(file_read(&sb, in_tmp("read"), 10, &e));
    assert_string_equal(e.code, "E-FILE-006");
    assert_false(file_read(&sb, in_tmp("read/none"), 10, &e));
    assert_string_equal(e.code, "E-FILE-004");
    assert_int_equal(mkfifo(in_tmp("read/pipe"), 0600), 0);
    assert_false(file_read(&sb, in_tmp("read/pipe"), 10, &e));
    assert_string_equal(e.code, "E-FILE-011");
    assert_false(file_read(&sb, "/dev/zero", 10, &e));
    assert_string_equal(e.code, "E-FILE-011");
    assert_int_equal(sb.len, 4);
    sb_clear(&sb);
}

TEST(file_read_trusted_refuses_what_others_may_write)
{
    struct strbuf sb;
    sb_init(&sb);
    struct err e = ERR_INIT;
    const char *path = in_tmp("trusted");
    assert_true(file_write(path, "x", 1, FILE_NEW, NULL));
    assert_true(file_read_trusted(&sb, path, 10, &e));
    assert_int_equal(chmod(path, 0644), 0);
    assert_true(file_read_trusted(&sb, path, 10, &e));
    assert_int_equal(chmod(path, 0620), 0);
    assert_false(file_read_trusted(&sb, path, 10, &e));
    assert_string_equal(e.code, "E-FILE-012");
    assert_int_equal(chmod(path, 0602), 0);
    assert_false(file_read_trusted(&sb, path, 10, &e));
    assert_int_equal(chmod(path, 0600), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(path, 65534, (gid_t)-1), 0);
        assert_false(file_read_trusted(&sb, path, 10, &e));
    }
    sb_clear(&sb);
}

TEST(file_make_dirs_is_content_with_what_is_there)
{
    struct err e = ERR_INIT;
    assert_true(file_make_dirs(in_tmp("dirs/一/二//三/"), &e));
    assert_true(file_make_dirs(in_tmp("dirs/一/二/三"), &e));
    assert_true(file_make_dirs("/", &e));
    assert_true(file_write(in_tmp("dirs/f"), "", 0, FILE_NEW, &e));
    assert_false(file_make_dirs(in_tmp("dirs/f/x"), &e));
    assert_string_equal(e.code, "E-FILE-005");
    assert_true(file_sync_dir_of(in_tmp("dirs/f")));
    assert_false(file_sync_dir_of(in_tmp("dirs/none/f")));
}

static int guard_all_combinations(void)
{
    for (int closed = 1; closed < 8; closed++) {
        pid_t pid = fork();
        if (pid == 0) {
            for (int fd = 0; fd < 3; fd++) {
                if ((closed & (1 << fd)) != 0) {
                    close(fd);
                }
            }
            file_guard_std();
            int next = open("/dev/null", O_RDONLY);
            bool silent = (closed & 2) == 0 || write(1, "x", 1) == -1;
            _exit(next > 2 && silent ? 0 : 1);
        }
        int status = 0;
        waitpid(pid, &status, 0);
        if (status != 0) {
            return closed;
        }
    }
    return 0;
}

TEST(file_guard_std_leaves_no_standard_descriptor_free)
{
    assert_int_equal(in_child(guard_all_combinations), 0);
}

TEST(file_place_follows_xdg_and_ignores_relative_folders)
{
    struct strbuf sb;
    sb_init(&sb);
    char *old_home = strdup(getenv("HOME") == NULL ? "/" : getenv("HOME"));
    setenv("HOME", "/home/clerk", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("XDG_STATE_HOME", "relative", 1);
    unsetenv("XDG_CONFIG_HOME");
    file_place(&sb, PLACE_DATA, "ledger.db");
    assert_string_equal(sb.s, "/data/pbtui/ledger.db");
    sb_reset(&sb);
    file_place(&sb, PLACE_STATE, NULL);
    assert_string_equal(sb.s, "/home/clerk/.local/state/pbtui");
    sb_reset(&sb);
    file_place(&sb, PLACE_CONFIG, "pbtui.ini");
    assert_string_equal(sb.s, "/home/clerk/.config/pbtui/pbtui.ini");
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", old_home, 1);
    free(old_home);
    sb_clear(&sb);
}

TEST(log_keeps_the_last_lines_and_writes_each_as_one)
{
    struct strbuf sb;
    sb_init(&sb);
    const char *path = in_tmp("diary.log");
    log_open(path);
    for (int i = 0; i < 200; i++) {
        log_line("line %d", i);
    }
    log_line("two\nlines and \033[31m");
    log_close();
    log_line("not in the file");
    log_recent(&sb);
    assert_null(strstr(sb.s, "line 100\n"));
    assert_non_null(strstr(sb.s, "line 199\n"));
    assert_non_null(strstr(sb.s, "two lines and  [31m\n"));
    assert_non_null(strstr(sb.s, "not in the file\n"));
    sb_reset(&sb);
    assert_true(file_read(&sb, path, 100000, NULL));
    assert_non_null(strstr(sb.s, "line 0\n"));
    assert_null(strstr(sb.s, "not in the file"));
    assert_int_equal(mode_of(path), 0600);
    sb_clear(&sb);
}
