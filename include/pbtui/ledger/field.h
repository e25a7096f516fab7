/* Fields: what a column of a ledger is, how it is typed, shown, checked,
   compared and stored.  Form, list, SQL binding, command line, CSV and print
   all read the same row of a table. */
#ifndef PBTUI_LEDGER_FIELD_H
#define PBTUI_LEDGER_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"

struct book;
struct field;

enum value_type { VALUE_NULL, VALUE_INT, VALUE_TEXT };

struct value {
    enum value_type type;
    int64_t i;
    const char *s;
};

bool value_same(const struct value *a, const struct value *b);
struct value value_text(struct arena *a, const char *s); /* copied */
struct value value_int(int64_t i);

enum field_editor { EDIT_LINE, EDIT_MEMO, EDIT_CHOICE, EDIT_FLAG };
enum field_picker { PICK_NONE, PICK_CALENDAR, PICK_CODE, PICK_ROW };

struct field_option {
    const char *text;  /* shown, and understood when typed */
    const char *about; /* NULL: nothing more to say */
};
/* The same where what is shown is not what is understood: #12. */
struct field_offer {
    const char *typed;
    const char *text;
    const char *about; /* NULL: nothing more to say */
};

struct field_kind {
    const char *name;
    enum value_type stored; /* VALUE_INT or VALUE_TEXT */
    enum field_editor editor;
    enum field_picker picker;
    bool fold;   /* full-width digits and signs become ASCII */
    bool secret; /* stored through pii; masked when shown */
    bool right;  /* aligned right in lists */
    /* Typed text (cleaned, not empty) → value. */
    bool (*parse)(const struct field *f, struct book *b, struct arena *a,
                  const char *typed, struct value *out, struct err *err);
    /* Value (not null) → what the clerk reads. */
    void (*format)(const struct field *f, struct book *b, const struct value *v,
                   struct strbuf *out);
    /* What may be picked, when that is not a code table; NULL: it is. */
    size_t (*options)(const struct field *f, struct book *b, struct arena *a,
                      const struct field_option **out);
    /* Behind the field while it is edited: weekday, age; may be NULL. */
    void (*echo)(const struct field *f, struct book *b, const struct value *v,
                 struct strbuf *out);
};

extern const struct field_kind field_text, field_long, field_memo, field_date,
    field_month, field_money, field_count, field_choice, field_flag,
    field_person, field_link, field_idno, field_phone, field_tags, field_file,
    field_voucher;

enum field_flags {
    FIELD_REQUIRED = 1 << 0,
    FIELD_NOT_NULL = 1 << 1, /* the column is NOT NULL in the schema */
    FIELD_COMPUTED = 1 << 2, /* no column: `sql` gives it; never typed */
    FIELD_NEW_ONLY = 1 << 3, /* no column: typed on a new record, handed to
                                the ledger's expand() */
    FIELD_HIDDEN = 1 << 4,   /* in the table, not in forms */
    FIELD_SEARCHED = 1 << 5, /* looked through by find */
    FIELD_NAME = 1 << 6,     /* a person's name: found by pinyin, too */
    FIELD_PARENT = 1 << 7,   /* given by the record this one belongs to */
    FIELD_NEW_ROW = 1 << 8,  /* begins a new row in the form */
    FIELD_FACET = 1 << 9     /* lists can be narrowed to one value of it */
};

struct field {
    const char *column; /* column; name in CLI, JSON */
    const char *label;
    const struct field_kind *kind;
    unsigned flags;
    int page;         /* of the form */
    int cols;         /* width in the form */
    const char *of;   /* choice: code table; link: ledger */
    const char *sql;  /* computed: expression over the ledger's `from` */
    const char *sort; /* expression to sort by; NULL: the column, "" none */
    const char *hint; /* a sentence: what to write, which rule */
    const char *const *words; /* of a word: what may be chosen; NULL-ended */
};

/* What may be picked for a field: what its kind says, or its code table; 0 when
   there is nothing to pick. */
size_t field_options(const struct field *f, struct book *b, struct arena *a,
                     const struct field_option **out);
/* What a program calls it: the column, but an amount stored in fen and shown in
   yuan loses that word (paid_fen is paid, fen is amount). */
const char *field_name(const struct field *f, struct arena *a);
bool field_is_named(const struct field *f, const char *word);
size_t field_max_chars(const struct field *f);
enum text_kind field_text_kind(const struct field *f);

/* Reads what was typed: cleaned by text_in, "" is null. */
bool field_parse(const struct field *f, struct book *b, struct arena *a,
                 const char *typed, struct value *out, struct err *err);
/* "" for null; secrets are masked. */
void field_format(const struct field *f, struct book *b, const struct value *v,
                  struct strbuf *out);

/* A flag that says no until it is set; one that is required starts empty and
   has to be answered. */
bool field_is_tick(const struct field *f);

#endif
