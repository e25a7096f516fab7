/* One piece of paper, in these stages: what is asked for is gathered into
   parts → laid out without a footer, which gives its digest → the digest tells
   which edition it is → laid out again with that edition in the footer.

   Printing again as it was takes the pages that were kept instead, and says so
   on each. */
#include "pbtui/report/paper.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bound_parts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/page_pack.h"
#include "pbtui/store/attach.h"
#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

#define REPRINT_SIZE 80 /* per cent */
#define PAGES_OF     "第 {n} 页 共 {N} 页"

/* ---- what is asked for -----------------------------------------------------
 */

static bool has_span(const struct span *s)
{
    return s->from != DATE_NONE || s->to != DATE_NONE;
}

/* Records without a period are not all there ever were. */
static struct span span_of_form(const struct source *s,
                                const struct form_ask *ask)
{
    struct source like = {.asks = s->asks, .period = s->period};
    if ((s->asks & ASKS_RECORD) != 0) {
        like.asks = ASKS_PERIOD;
    }
    return source_span(&like, ask);
}

/* Never open. */
static struct span span_of_bound(const struct bound *b,
                                 const struct form_ask *ask)
{
    const struct source like = {.asks = ASKS_PERIOD, .period = b->period};
    struct span span = source_span(&like, ask);
    if (span.to == DATE_NONE) {
        span.to = ask->book->day;
    }
    if (span.from == DATE_NONE) {
        span.from = month_first_day(month_of(span.to));
    }
    return span;
}

/* The ask with its period filled in. */
static struct form_ask whole_ask(const struct paper_wish *w)
{
    struct form_ask ask = w->ask;
    ask.id = 0;
    if (w->n_ids == 0) {
        ask.span = w->bound != NULL ? span_of_bound(w->bound, &w->ask)
                                    : span_of_form(w->form->source, &w->ask);
    }
    return ask;
}

/* Words that are the same for the same wish: 2026-10-01..2026-10-31, id-5. */
static const char *ask_words(struct arena *a, const struct paper_wish *w,
                             const struct form_ask *ask)
{
    char from[11];
    char to[11];
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < w->n_ids; i++) {
        sb_addf(&sb, "%s%" PRId64, i == 0 ? "id-" : ",", w->ids[i]);
    }
    if (w->n_ids == 0 && has_span(&ask->span)) {
        sb_addf(&sb, "%s..%s", date_text(ask->span.from, from),
                date_text(ask->span.to, to));
    } else if (w->n_ids == 0) {
        sb_addf(&sb, "day-%s", date_text(ask->book->day, from));
    }
    if (ask->kind != NULL) {
        sb_addf(&sb, "/%s", ask->kind);
    }
    if (ask->grp != 0) {
        sb_addf(&sb, "/group-%" PRId64, ask->grp);
    }
    const char *out = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

static bool gather_form(struct binding *b, const struct paper_wish *w,
                        const struct form_ask *ask, struct err *err)
{
    struct form_ask one = *ask;
    if (w->n_ids == 0) {
        if ((w->form->source->asks & ASKS_RECORD) != 0 &&
            w->form->source->records == NULL) {
            return err_set(err, ERR_USAGE, "E-PAPER-004",
                           "“%s”要写明印哪一条记录的编号（pbtui list %s"
                           " 可以查到）。",
                           w->form->title, w->form->source->ledger->name);
        }
        return binding_add_form(b, w->form, ask, err);
    }
    for (size_t i = 0; i < w->n_ids; i++) {
        one.id = w->ids[i];
        if (!binding_add_form(b, w->form, &one, err)) {
            return false;
        }
    }
    return true;
}

static bool gather(struct binding *b, struct paper *p,
                   const struct paper_wish *w, const struct form_ask *ask,
                   struct err *err)
{
    if (w->bound != NULL) {
        return bound_gather(b, p->arena, w->bound, w->forms, ask, w->text, err);
    }
    *b =
        (struct binding){.forms = w->forms, .text = w->text, .arena = p->arena};
    return gather_form(b, w, ask, err);
}

/* ---- names -----------------------------------------------------------------
 */

/* What a file may be called everywhere. */
static const char *file_name(struct arena *a, const char *text)
{
    char *s = arena_str(a, text);
    for (char *c = s; *c != '\0'; c++) {
        if (strchr("/\\:*?\"<>|\n ", *c) != NULL) {
            *c = '-';
        }
    }
    return s;
}

static void name_bound(struct paper *p, const struct paper_wish *w,
                       const struct form_ask *ask)
{
    const char *span = source_span_text(p->arena, &ask->span);
    char month[8];
    p->title = arena_printf(p->arena, "%s台账", span);
    p->file = strcmp(w->bound->period, "month") == 0
                  ? arena_printf(p->arena, "%s月度台账",
                                 month_text(month_of(ask->span.from), month))
                  : file_name(p->arena, p->title);
}

static void name_form(struct paper *p, const struct paper_wish *w,
                      const struct binding *b)
{
    const struct form_data *d = &b->parts[0].data;
    p->title = w->form->title;
    p->file = b->n == 1 && b->parts[0].form != NULL && w->form->file[0] != '\0'
                  ? file_name(p->arena, form_fill(p->arena, w->form->file, d))
                  : file_name(p->arena, w->form->title);
}

/* ---- editions --------------------------------------------------------------
 */

static void digest_of(const struct document *doc,
                      char hash[ATTACH_HASH_CHARS + 1])
{
    struct strbuf sb;
    sb_init(&sb);
    page_pack(&sb, doc);
    attach_digest(sb.s, sb.len, hash);
    sb_clear(&sb);
}

/* Paper that stays in the house stands on the head of today. */
static bool unnoted_edition(struct paper *p, struct book *b, struct err *err)
{
    struct audit_head head;
    char code[24];
    if (!audit_head(b->db, &head, err)) {
        return false;
    }
    audit_code(&head, code);
    p->edition =
        (struct edition){.seq = head.seq, .code = arena_str(p->arena, code)};
    return true;
}

static const char *right_of(struct paper *p)
{
    const struct edition *e = &p->edition;
    return e->nr == 0
               ? arena_printf(p->arena, "%s@%" PRId64 " 未登记印发", e->code,
                              e->seq)
               : arena_printf(p->arena, "%s@%" PRId64 " %s 第%d次印发 更正%d处",
                              e->code, e->seq, e->on, e->nr, e->corrections);
}

static bool find_edition(struct paper *p, const struct paper_wish *w,
                         struct book *book, struct err *err)
{
    char digest[ATTACH_HASH_CHARS + 1];
    if (w->unnoted) {
        return unnoted_edition(p, book, err);
    }
    digest_of(&p->doc, digest);
    return edition_next(book, p->arena, &p->of, digest, &p->is_new, &p->edition,
                        err);
}

static bool lay(struct paper *p, struct binding *b, const struct paper_wish *w,
                struct book *book, struct err *err)
{
    enum form_footer kind = w->form != NULL ? w->form->footer : FOOTER_FULL;
    struct bound_footer footer = {"", kind == FOOTER_NONE ? "" : PAGES_OF, ""};
    bound_lay(b, p->title, &footer, &p->doc);
    if (kind == FOOTER_FULL) {
        struct org_branch branch = org_current(book, p->arena);
        if (!find_edition(p, w, book, err)) {
            return false;
        }
        footer.left =
            branch.short_name[0] != '\0' ? branch.short_name : branch.name;
        footer.right = right_of(p);
        bound_lay(b, p->title, &footer, &p->doc);
    }
    p->edition.pages = (int)p->doc.n;
    return true;
}

bool paper_issue(struct paper *p, struct book *b, struct err *err)
{
    if (!p->is_new) {
        return true;
    }
    struct strbuf sb;
    sb_init(&sb);
    page_pack(&sb, &p->doc);
    bool ok = edition_put(b, p->arena, &p->of, &p->edition, sb.s, sb.len, err);
    sb_clear(&sb);
    p->is_new = !ok;
    return ok || err_doing(err, "印发“%s”", p->title);
}

/* ---- as it was -------------------------------------------------------------
 */

static void mark_reprint(struct paper *p)
{
    const char *says = arena_printf(p->arena, "原样补打：%s 第 %d 次印发的内容",
                                    p->edition.on, p->edition.nr);
    struct page *pages = arena_array(p->arena, p->doc.n, sizeof *pages);
    for (size_t i = 0; i < p->doc.n; i++) {
        const struct page *was = &p->doc.pages[i];
        pages[i] = *was;
        pages[i].texts =
            arena_array(p->arena, was->n_texts + 1, sizeof *pages[i].texts);
        if (was->n_texts > 0) {
            memcpy(pages[i].texts, was->texts,
                   was->n_texts * sizeof *was->texts);
        }
        pages[i].texts[was->n_texts] = (struct page_text){
            .line = was->sheet->lines + 1,
            .lines = 1,
            .cols = was->sheet->cols,
            .align = PAGE_CENTRE,
            .face = FACE_SONG,
            .size = REPRINT_SIZE,
            .text = says,
        };
        pages[i].n_texts = was->n_texts + 1;
    }
    p->doc.pages = pages;
}

static bool as_it_was(struct paper *p, struct book *b, int nr, struct err *err)
{
    bool found;
    if (!edition_read(b, p->arena, &p->of, nr > 0 ? nr : 0, &found, &p->edition,
                      err)) {
        return false;
    }
    if (!found) {
        return err_set(err, ERR_RULE, "E-PAPER-003",
                       "“%s”还没有印发过%s，没有可以原样补打的；"
                       "不写 --as-issued 就按现在的内容印。",
                       p->title, nr > 0 ? "这么多次" : "");
    }
    struct strbuf sb;
    sb_init(&sb);
    bool ok = edition_pages(b, &p->edition, &sb, err) &&
              page_unpack(&p->doc, p->arena, sb.s, sb.len, err);
    sb_clear(&sb);
    if (ok) {
        mark_reprint(p);
    }
    return ok;
}

/* ---- all of it --------------------------------------------------------------
 */

bool paper_make(struct paper *p, struct arena *a, const struct paper_wish *w,
                struct err *err)
{
    struct binding b;
    struct form_ask ask = whole_ask(w);
    struct book *book = ask.book;
    *p = (struct paper){.arena = a};
    if (!gather(&b, p, w, &ask, err)) {
        return err_doing(err, "印“%s”",
                         w->bound != NULL ? w->bound->title : w->form->title);
    }
    if (w->bound != NULL) {
        name_bound(p, w, &ask);
    } else {
        name_form(p, w, &b);
    }
    p->of = (struct edition_of){
        .form = w->bound != NULL ? w->bound->name : w->form->name,
        .ask = ask_words(a, w, &ask),
        .title = p->title,
        .span = has_span(&ask.span) ? ask.span
                                    : (struct span){DATE_NONE, DATE_NONE},
        .event = w->n_ids == 1 && w->form != NULL &&
                         w->form->source->ledger == &ledger_event
                     ? w->ids[0]
                     : 0,
    };
    return w->as_issued != 0 ? as_it_was(p, book, w->as_issued, err)
                             : lay(p, &b, w, book, err);
}
