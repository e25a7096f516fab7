/* The two doors for text.  text_in: keys, paste, import, drafts,
   configuration, rows read back.  text_out: screen, command line, CSV, print.
   No control, bidi or invisible character passes either.  What is stored is
   as typed: no NFC, because it changes names (U+F9E1 becomes U+674E). */
#ifndef PBTUI_TEXT_CLEAN_H
#define PBTUI_TEXT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

enum text_kind {
    TEXT_LINE,  /* one line: newlines and tabs become a space, ends trimmed */
    TEXT_MEMO,  /* \r\n and \r become \n, tabs two spaces, newlines stay */
    TEXT_NUMBER /* TEXT_LINE, then full-width digits, letters, punctuation
                   and 、。 as typed by an input method folded to ASCII */
};

/* True for a code point that may be typed into a text of this kind as it is
   (in TEXT_NUMBER: before it is folded).  Variation selectors and ZWJ are
   allowed here; whether they stand at the right place only text_in knows. */
bool text_cp_allowed(uint32_t cp, enum text_kind kind);

/* Appends the cleaned text to out, or nothing.  Silent: zero-width space and
   joiners, BOM and soft hyphen go; NBSP and its like become a space, U+2028 a
   newline; U+3000 goes at TEXT_LINE's ends; CR LF is one newline.  Refused with
   E-TEXT-…: invalid UTF-8 (with the byte offset), NUL, C0/C1 controls, bidi
   controls, invisible letters and tags, surrogates, noncharacters.  Variation
   selectors stay after Han, emoji and Mongolian letters, ZWJ between emoji;
   elsewhere they go. */
bool text_in(struct strbuf *out, const char *s, size_t n_bytes,
             enum text_kind kind, struct err *err);
/* As text_in for pasted text, but drops what text_in refuses and counts it. */
size_t text_in_lossy(struct strbuf *out, const char *s, size_t n_bytes,
                     enum text_kind kind);

/* Appends s as it may be shown: anything unexpected becomes a visible token
   such as ⟨U+202E⟩ or ⟨0xFF⟩; \n stays only in TEXT_MEMO. */
void text_out(struct strbuf *out, const char *s, size_t n_bytes,
              enum text_kind kind);

/* Full-width ASCII and 。－—～“”‘’【】《》 typed by an input method → ASCII,
   、 → / (the key that types it), ￥ → ¥. */
void text_fold(struct strbuf *out, const char *s);
uint32_t text_fold_cp(uint32_t cp);

/* False when the text would render as nothing (blanks, U+3164, marks only). */
bool text_visible(const char *s);
/* How many characters leave ink: a reason of blanks says nothing. */
size_t text_visible_chars(const char *s);
/* Comparison key: compatibility ideographs and full-width forms folded, blanks
   dropped, so that 张　三 and 张三, U+F9E1 and U+674E are found together. */
void text_compare_key(struct strbuf *out, const char *s);
/* True when a private-use character (自造字) is inside. */
bool text_has_private(const char *s);

#endif
