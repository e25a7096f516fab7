/* GB18030 by iconv: GBK and GB2312 lack characters of names, GB18030 lacks
   none. */
#include "pbtui/text/charset.h"

#include <errno.h>
#include <iconv.h>

enum { PART = 8192 };

static bool convert(iconv_t cd, struct strbuf *out, const char *s,
                    size_t n_bytes)
{
    char part[PART];
    /* iconv reads only, whatever its type says. */
    union {
        const char *read;
        char *as_iconv_wants_it;
    } in = {s};
    for (;;) {
        char *to = part;
        size_t room = sizeof part;
        const size_t r = iconv(cd, &in.as_iconv_wants_it, &n_bytes, &to, &room);
        sb_addn(out, part, sizeof part - room);
        if (r != (size_t)-1) {
            return true;
        }
        if (errno != E2BIG) {
            return false;
        }
    }
}

/* gcc's analyzer takes what is no descriptor for one that is not closed. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

bool charset_gb18030(struct strbuf *out, const char *s, size_t n_bytes,
                     struct err *err)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    if (cd == (iconv_t)-1) {
        return err_set(err, ERR_IO, "E-TEXT-020",
                       "这个系统没有 GB18030 编码的支持，请改用 UTF-8"
                       "（不写 --encoding）。");
    }
    const bool ok = convert(cd, out, s, n_bytes);
    iconv_close(cd);
    return ok ? true
              : err_set(err, ERR_IO, "E-TEXT-021",
                        "有文字不是 UTF-8，不能转成 GB18030；请改用 UTF-8"
                        "（不写 --encoding）。");
}
