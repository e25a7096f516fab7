/* People by two letters: initials, full pinyin, part of the name.  Every
   reading of a character matches; a first character that is a surname with its
   own reading (单 shan, 仇 qiu, 解 xie) matches by that one, too. */
#ifndef PBTUI_TEXT_PINYIN_H
#define PBTUI_TEXT_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/strbuf.h"

#define PINYIN_READINGS 8

/* Toneless syllables of a character, most common first; returns how many. */
size_t pinyin_readings(uint32_t cp, const char *out[PINYIN_READINGS]);
/* The reading as a surname, NULL when it has no special one. */
const char *pinyin_surname(const char *name);

/* True when query (already folded, any case) finds name: a substring of it, or
   letters that spell, from some character on, each following character by its
   initial or by a prefix of its full syllable: zs, zhangs, zhangsan, zsan all
   find 张三 and 曾三.  A blank in the query separates terms: all must match. */
bool pinyin_match(const char *name, const char *query);

/* Sort key in pinyin order, surname reading first; equal names, equal keys;
   plain bytes compare right.  Characters without a reading sort last by code
   point. */
void pinyin_key(struct strbuf *out, const char *name);
/* Initials of a text, for the command palette: 登记会议 → djhy. */
void pinyin_initials(struct strbuf *out, const char *text);

#endif
