/* Code tables of data/codes: code, name, other spellings.  What is
   stored is the code; what is shown is the name. */
#ifndef PBTUI_LEDGER_CODES_H
#define PBTUI_LEDGER_CODES_H

#include <stdbool.h>
#include <stddef.h>

struct code {
    const char *code;
    const char *name;
    const char *group; /* heading it stands under in a picker, or "" */
};

struct code_table {
    const char *name; /* "nation" */
    const struct code *codes;
    size_t n;
};

/* NULL when there is no such table.  Loaded once, kept for ever. */
const struct code_table *codes_table(const char *table);
/* "" for an unknown code (then the code itself should be shown). */
const char *codes_name(const char *table, const char *code);
/* Code for what was typed: the code, the name, a known other spelling (汉,
   毛难族, 本科), or pinyin initials when only one fits.  NULL: none. */
const char *codes_find(const char *table, const char *typed);

/* "post:01,31" and a word: does one of these codes' names hold the word, or
   begin so in pinyin?  For finding in SQL, as code_match. */
bool codes_match(const char *coded, const char *word);

#endif
