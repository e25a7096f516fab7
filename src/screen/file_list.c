/* Reading and ordering a folder; and paths as they are typed and dropped. */
#include "file_list.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

/* A folder of more is looked through by its path. */
enum { ENTRIES_MAX = 20000, NAMES_TRIED = 99 };

/* ---- a folder ----------------------------------------------------------- */

static bool ends_with_one(const char *name, const char *const *endings)
{
    size_t n = strlen(name);
    bool found = false;
    for (size_t i = 0; !found && endings[i] != NULL; i++) {
        size_t end = strlen(endings[i]);
        found = n > end && strcasecmp(name + n - end, endings[i]) == 0;
    }
    return found;
}

/* Office programs leave such a one beside a file that is open: ~$名册.xlsx. */
static bool is_lock(const char *name)
{
    return strncmp(name, "~$", 2) == 0 || strncmp(name, ".~", 2) == 0;
}

static int place_of(const struct file_entry *e)
{
    return e->wanted ? 0 : e->folder ? 1 : 2;
}

static int in_order(const void *x, const void *y)
{
    const struct file_entry *a = x;
    const struct file_entry *b = y;
    if (place_of(a) != place_of(b)) {
        return place_of(a) < place_of(b) ? -1 : 1;
    }
    if (!a->folder && a->changed != b->changed) {
        return a->changed > b->changed ? -1 : 1;
    }
    return strcmp(a->name, b->name);
}

/* False: neither a file nor a folder, or gone by now. */
static bool look_at(int dir, struct file_entry *e, const char *const *endings)
{
    struct stat st;
    if (fstatat(dir, e->name, &st, 0) != 0 ||
        (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))) {
        return false;
    }
    e->folder = S_ISDIR(st.st_mode);
    e->wanted = !e->folder && ends_with_one(e->name, endings);
    e->size = st.st_size;
    e->changed = st.st_mtime;
    return true;
}

bool file_list_read(struct arena *a, const char *folder,
                    const char *const *endings, bool hidden,
                    struct file_entry **out, size_t *n)
{
    struct file_entry *list = NULL;
    size_t cap = 0;
    struct dirent *d;
    DIR *dir = opendir(folder);
    *n = 0;
    *out = NULL;
    if (dir == NULL) {
        return false;
    }
    while (*n < ENTRIES_MAX && (d = readdir(dir)) != NULL) {
        struct file_entry e = {.name = d->d_name};
        bool shown =
            d->d_name[0] != '.' || (hidden && strcmp(d->d_name, ".") != 0 &&
                                    strcmp(d->d_name, "..") != 0);
        if (shown && !is_lock(d->d_name) && look_at(dirfd(dir), &e, endings)) {
            e.name = arena_str(a, d->d_name);
            MEM_PUSH(list, *n, cap);
            list[(*n)++] = e;
        }
    }
    closedir(dir);
    if (list != NULL) {
        qsort(list, *n, sizeof *list, in_order);
        *out = arena_array(a, *n, sizeof **out);
        memcpy(*out, list, *n * sizeof **out);
    }
    mem_free(list);
    return true;
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* ---- paths -------------------------------------------------------------- */

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c | 0x20);
    return at == NULL ? -1 : (int)(at - digits);
}

/* %20 of an address; a backslash of a shell. */
static const char *unescaped(struct arena *a, const char *s, char sign)
{
    char *out = arena_str(a, s);
    char *to = out;
    while (*s != '\0') {
        bool coded = sign == '%' && *s == '%' && hex(s[1]) >= 0 &&
                     hex(s[2]) >= 0 && (hex(s[1]) > 0 || hex(s[2]) > 0);
        if (coded) {
            *to++ = (char)(16 * hex(s[1]) + hex(s[2]));
            s += 3;
        } else {
            s += sign == '\\' && *s == '\\' && s[1] != '\0';
            *to++ = *s++;
        }
    }
    *to = '\0';
    return out;
}

const char *file_dropped(struct arena *a, const char *typed)
{
    static const char address[] = "file://";
    const char *s = typed + strspn(typed, " ");
    size_t n = strlen(s);
    while (n > 0 && s[n - 1] == ' ') {
        n--;
    }
    if (n >= 2 && (s[0] == '\'' || s[0] == '"') && s[n - 1] == s[0]) {
        return arena_strn(a, s + 1, n - 2);
    }
    s = arena_strn(a, s, n);
    if (strncmp(s, address, strlen(address)) == 0) {
        return unescaped(a, s + strlen(address), '%');
    }
    return s[0] == '/' && strchr(s, '\\') != NULL ? unescaped(a, s, '\\') : s;
}

const char *file_absolute(struct arena *a, const char *folder,
                          const char *typed)
{
    const char *home = getenv("HOME");
    if (typed[0] == '/') {
        return typed;
    }
    if (home != NULL && typed[0] == '~' &&
        (typed[1] == '\0' || typed[1] == '/')) {
        return arena_printf(a, "%s%s", home, typed + 1);
    }
    size_t n = strlen(folder);
    return arena_printf(a, "%s%s%s", folder,
                        n > 0 && folder[n - 1] == '/' ? "" : "/", typed);
}

const char *file_free_name(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    const char *ending = dot != NULL ? dot : path + strlen(path);
    for (int i = 2; i < NAMES_TRIED; i++) {
        const char *other =
            arena_printf(a, "%.*s-%d%s", (int)(ending - path), path, i, ending);
        if (!file_exists(other)) {
            return other;
        }
    }
    return path;
}
