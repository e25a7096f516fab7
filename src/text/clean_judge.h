/* What a single code point is to the doors of clean.c, whatever stands beside
   it.  Private to the text layer. */
#ifndef PBTUI_TEXT_CLEAN_JUDGE_H
#define PBTUI_TEXT_CLEAN_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#define CP_JOINER UINT32_C(0x200D)

enum verdict {
    CP_KEEP,
    CP_MARK,  /* good after the right character only: selectors, joiner */
    CP_BLANK, /* a space under another name */
    CP_TAB,
    CP_NEWLINE, /* \n, \r and Unicode's line and paragraph separators */
    CP_DROP,    /* comes along with pasted text, shows nothing, means nothing */
    CP_CONTROL,
    CP_BIDI,
    CP_INVISIBLE,
    CP_NONCHAR,
    CP_INVALID /* UTF8_INVALID: no character at all */
};

enum verdict judge(uint32_t cp);

/* True for ideographs of every plane, assigned or not. */
bool judge_is_han(uint32_t cp);
/* True for what leaves ink: no blank, no mark by itself. */
bool judge_is_visible(uint32_t cp);

#endif
