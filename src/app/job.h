/* One run of one command: its arguments, settings, ledger, and what it will
   say once it has succeeded. */
#ifndef PBTUI_APP_JOB_H
#define PBTUI_APP_JOB_H

#include "pbtui/app/command.h"
#include "pbtui/app/config.h"
#include "pbtui/base/file.h"
#include "pbtui/ledger/session.h"
#include "pbtui/report/table.h"

struct job {
    struct arena arena; /* for the life of the program */
    struct config config;
    struct cli_args args;
    const char *path; /* of the ledger */
    struct session session;
    bool is_open;
    bool saved;        /* the ledger or a file was changed */
    bool found;        /* exit status 1 although all went well */
    struct strbuf out; /* for standard output, written when all went well */
};

void job_init(struct job *job);
void job_clear(struct job *job);

/* After the global options: settings, the ledger's path. */
void job_prepare(struct job *job);

/* Opens the ledger that is meant; E-APP-01x when there is none.  Applies
   --as-of and --branch; says what the clerk should hear on stderr. */
bool job_open(struct job *job, bool to_write, struct err *err);
/* The book that a word means.  The ledger is opened only for one that no
   program has: registers are of the ledger. */
struct ledger;
bool job_book(struct job *job, const char *word, bool to_write,
              const struct ledger **out, struct err *err);
const char *job_actor(struct job *job);

/* A sentence on standard error: 注意：… */
void job_notice(const char *text);
void job_say(struct job *job, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* What --format asks for; E-REPORT-001.  An xlsx is for eyes, as text is. */
bool job_format(const struct job *job, enum table_format *out, struct err *err);
/* The table as --format and --output want it. */
bool job_table(struct job *job, const struct table *t, struct err *err);
/* -o names a file that ends like that: .pdf, .xlsx. */
bool job_wants(const struct job *job, const char *ending);
/* Adds how a file that is there is written over, when that was it; false. */
bool job_taken(struct err *err);
/* --encoding, which only a csv has; false in gb18030: UTF-8. */
bool job_encoding(const struct job *job, bool csv, bool *gb18030,
                  struct err *err);
struct document;
bool job_pdf(struct job *job, const struct document *doc, struct err *err);
/* csv, without a BOM, in the encoding that is wanted. */
bool job_csv(struct job *job, struct strbuf *csv, struct err *err);
/* What was written by other means than a table, with --output. */
bool job_output(struct job *job, struct strbuf *text, struct err *err);
/* A file asks the gate before it gets its name; the screen asks nobody. */
bool job_output_gated(struct job *job, struct strbuf *text,
                      const struct file_gate *gate, struct err *err);

/* How wide text may be: the terminal, COLUMNS, or 80. */
int job_cols(void);

/* An option's value that could not be used: the command line is wrong, whatever
   the error says of the data. */
bool job_bad_option(enum cli_option_id id, struct err *err);

/* The terminal program on that file. */
bool job_screen(struct job *job, const char *path, bool first, struct err *err);
/* A person sits there: input and output are a terminal. */
bool job_has_terminal(void);

#endif
