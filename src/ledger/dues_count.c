/* Counting cash: notes as they are written down, and the count against what is
   there by the book.  A difference is said and nothing is closed. */
#include "dues_parts.h"

#include <string.h>

#include "pbtui/base/strbuf.h"

/* ---- notes ------------------------------------------------------------- */

const struct dues_face dues_faces[DUES_FACES] = {
    {10000, "100", "100 元"}, {5000, "50", "50 元"}, {2000, "20", "20 元"},
    {1000, "10", "10 元"},    {500, "5", "5 元"},    {200, "2", "2 元"},
    {100, "1", "1 元"},       {50, "0.5", "5 角"},   {20, "0.2", "2 角"},
    {10, "0.1", "1 角"},      {5, "0.05", "5 分"},   {2, "0.02", "2 分"},
    {1, "0.01", "1 分"},
};

static bool is_face(int64_t fen)
{
    for (size_t i = 0; i < DUES_FACES; i++) {
        if (dues_faces[i].fen == fen) {
            return true;
        }
    }
    return false;
}

/* 100、50、20 … */
static void list_faces(struct strbuf *out)
{
    for (size_t i = 0; i < DUES_FACES; i++) {
        sb_addf(out, "%s%s", i > 0 ? "、" : "", dues_faces[i].text);
    }
}

static bool refuse_face(const char *note, struct err *err)
{
    struct strbuf all;
    sb_init(&all);
    list_faces(&all);
    err_set(err, ERR_RULE, "E-DUES-078",
            "票面“%s”：没有这种面额的钱，请写成 %s 乘张数。", note, all.s);
    sb_clear(&all);
    return false;
}

/* 3, 0, 12; -1: no number, or more than anybody counts. */
static int64_t read_pieces(const char *s)
{
    int64_t n = 0;
    for (; *s >= '0' && *s <= '9' && n < 100000; s++) {
        n = n * 10 + (*s - '0');
    }
    return *s == '\0' ? n : -1;
}

/* 100×3: amount, a sign, how many. */
static bool read_note(const char *word, size_t len, int64_t *fen,
                      struct err *err)
{
    char text[64];
    char face_text[64];
    int64_t face;
    if (len >= sizeof text) {
        return err_set(err, ERR_RULE, "E-DUES-070",
                       "票面写得太长，请写成 100×3 50×1。");
    }
    memcpy(text, word, len);
    text[len] = '\0';
    size_t sign_bytes = 1;
    const char *sign = strpbrk(text, "xX*");
    if (sign == NULL && (sign = strstr(text, "×")) != NULL) {
        sign_bytes = strlen("×");
    }
    if (sign == NULL || sign[sign_bytes] == '\0') {
        return err_set(err, ERR_RULE, "E-DUES-071",
                       "票面“%s”看不懂，请写成 100×3：面额乘张数。", text);
    }
    memcpy(face_text, text, (size_t)(sign - text));
    face_text[sign - text] = '\0';
    int64_t pieces = read_pieces(sign + sign_bytes);
    if (pieces < 0 || !money_parse(face_text, &face, NULL)) {
        return err_set(err, ERR_RULE, "E-DUES-072",
                       "票面“%s”的张数或面额不对，请写成 100×3。", text);
    }
    if (!is_face(face)) {
        return refuse_face(text, err);
    }
    for (int64_t i = 0; i < pieces; i++) {
        if (!money_add(fen, face)) {
            return err_set(err, ERR_RULE, "E-DUES-073",
                           "点钞合计太大，请核对张数。");
        }
    }
    return true;
}

bool dues_notes_read(const char *notes, int64_t *fen, struct err *err)
{
    int64_t sum = 0;
    const char *gaps = " ,;\t";
    for (const char *s = notes; *s != '\0';) {
        s += strspn(s, gaps);
        size_t len = strcspn(s, gaps);
        if (len > 0 && !read_note(s, len, &sum, err)) {
            return false;
        }
        s += len;
    }
    *fen = sum;
    return true;
}

/* What was counted, by its notes when they are written down. */
static bool read_count(const struct dues_count *c, int64_t *counted,
                       struct err *err)
{
    char sum[32];
    char said[32];
    *counted = c->counted;
    if (c->notes == NULL || c->notes[0] == '\0') {
        return true;
    }
    int64_t fen;
    if (!dues_notes_read(c->notes, &fen, err)) {
        return false;
    }
    if (c->counted >= 0 && c->counted != fen) {
        return err_set(err, ERR_RULE, "E-DUES-074",
                       "票面合计 %s，与点钞合计 %s 不符，请再点一遍。",
                       money_text(fen, sum), money_text(c->counted, said));
    }
    *counted = fen;
    return true;
}

bool dues_count_matches(const struct dues_count *c, int64_t cash,
                        const char *what, int64_t *counted, struct err *err)
{
    char want[32];
    char have[32];
    char diff[32];
    if (!read_count(c, counted, err)) {
        return false;
    }
    if (*counted < 0 && cash == 0) {
        *counted = 0;
        return true;
    }
    if (*counted < 0) {
        return err_set(err, ERR_RULE, "E-DUES-075",
                       "%s有现金 %s 元，请先点钞，再填上点钞合计（命令行写 "
                       "--cash 或 --notes）。",
                       what, money_text(cash, want));
    }
    if (*counted != cash) {
        int64_t d = *counted - cash;
        return err_set(err, ERR_RULE, "E-DUES-076",
                       "点钞 %s，%s现金 %s，%s %s；差额为零才能结账，请再点"
                       "一遍，或核对每一笔。",
                       money_text(*counted, have), what, money_text(cash, want),
                       d > 0 ? "多" : "少", money_text(d > 0 ? d : -d, diff));
    }
    return true;
}
