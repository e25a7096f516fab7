/* What the press says on standard error: lines for us, and the talk of
   libraries, which nobody reads. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/text/clean.h"
#include "press_parts.h"

enum { NEWS_LINE = 4096 };

void press_close(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

const char *press_shown(struct arena *a, const char *s)
{
    struct strbuf sb;
    sb_init(&sb);
    text_out(&sb, s, strlen(s), TEXT_LINE);
    const char *kept = arena_str(a, sb.s);
    sb_clear(&sb);
    return kept;
}

void press_news_init(struct press_news *n)
{
    sb_init(&n->line);
    n->skipping = false;
}

void press_news_clear(struct press_news *n)
{
    sb_clear(&n->line);
}

static void tell(char *line, press_word *word, void *to)
{
    char *rest = line;
    const char *who = strsep(&rest, "\t");
    const char *what = strsep(&rest, "\t");
    if (strcmp(who, "press") == 0 && what != NULL && rest != NULL) {
        word(to, what, rest);
    }
}

void press_news_take(struct press_news *news, int *fd, press_word *word,
                     void *to)
{
    char part[8192];
    ssize_t n = read(*fd, part, sizeof part);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (n <= 0) {
        press_close(fd);
        return;
    }
    for (ssize_t i = 0; i < n; i++) {
        if (part[i] == '\n') {
            if (!news->skipping) {
                tell(news->line.s, word, to);
            }
            sb_reset(&news->line);
            news->skipping = false;
        } else if (news->line.len < NEWS_LINE) {
            sb_addc(&news->line, part[i]);
        } else {
            news->skipping = true;
        }
    }
}
