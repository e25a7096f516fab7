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
#include "paper_parts.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/page_pack.h"
#include "pbtui/text/date.h"

#define REPRINT_SIZE 80 /* per cent */
#define PAGES_OF     "第 {n} 页 共 {N} 页"

/* ---- what is asked for -----------------------------------------------------
 */

/* A source may know why it has nothing for that form: its value lacks_… of the
   word that the form waits for. */
static bool refuse_form(const struct form *f, const struct form_data *d,
                        int64_t id, struct err *err)
{
    const char *why =
        form_get(d, arena_printf(d->arena, "lacks_%s", f->when_word));
    return err_set(err, ERR_USAGE, "E-PAPER-011",
                   "%s #%" PRId64 " 不能印成“%s”%s%s；"
                   "pbtui print --list 列出别的表格。",
                   f->source->ledger->noun, id, f->title,
                   why != NULL && why[0] != '\0' ? "：" : "",
                   why != NULL ? why : "");
}

static bool gather_form(struct binding *b, const struct paper_wish *w,
                        const struct form_ask *ask, struct err *err)
{
    struct form_ask one = *ask;
    if (w->n_ids == 0) {
        if ((w->form->source->asks & ASKS_RECORD) != 0 &&
            w->form->source->records == NULL) {
            return err_set(err, ERR_USAGE, "E-PAPER-004",
                           "要写明印哪一条记录的编号（pbtui list %s"
                           " 可以查到），例如 pbtui print %s 3。",
                           w->form->source->ledger->name, w->form->name);
        }
        return binding_add_form(b, w->form, ask, err);
    }
    for (size_t i = 0; i < w->n_ids; i++) {
        one.id = w->ids[i];
        if (!paper_takes_record(w->form, ask->book, b->arena, one.id, err) ||
            !binding_add_form(b, w->form, &one, err)) {
            return false;
        }
        if (!form_fits(w->form, &b->parts[b->n - 1].data)) {
            return refuse_form(w->form, &b->parts[b->n - 1].data, one.id, err);
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
                      char digest[EDITION_DIGEST_CHARS + 1])
{
    struct strbuf sb;
    sb_init(&sb);
    page_pack(&sb, doc);
    edition_digest(sb.s, sb.len, digest);
    sb_clear(&sb);
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

/* By what it says without the footer, which only the edition tells. */
static bool find_edition(struct paper *p, struct binding *b,
                         const struct bound_footer *footer,
                         const struct edition *head, struct book *book,
                         struct err *err)
{
    struct arena scratch = ARENA_INIT;
    struct document doc;
    char digest[EDITION_DIGEST_CHARS + 1];
    bound_lay(b, &scratch, p->title, footer, &doc);
    digest_of(&doc, digest);
    arena_clear(&scratch);
    return edition_next(book, p->arena, &p->of, head, digest, &p->is_new,
                        &p->edition, err);
}

static bool lay(struct paper *p, struct binding *b, const struct paper_wish *w,
                const struct edition *head, struct book *book, struct err *err)
{
    enum form_footer kind = w->form != NULL ? w->form->footer : FOOTER_FULL;
    struct bound_footer footer = {"", kind == FOOTER_NONE ? "" : PAGES_OF, ""};
    if (kind == FOOTER_FULL) {
        /* Paper that stays in the house stands on the head of today. */
        p->edition = *head;
        if (!w->unnoted && !find_edition(p, b, &footer, head, book, err)) {
            return false;
        }
        struct org_branch branch = org_current(book, p->arena);
        footer.left =
            branch.short_name[0] != '\0' ? branch.short_name : branch.name;
        footer.right = right_of(p);
    }
    bound_lay(b, p->arena, p->title, &footer, &p->doc);
    p->edition.pages = (int)p->doc.n;
    return true;
}

bool paper_issue(struct paper *p, struct book *b, struct err *err)
{
    if (!p->is_new) {
        return p->edition.nr == 0 || p->gathered_at == 0 ||
               edition_is_current(b, &p->of, p->gathered_at, err);
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

/* Below all that stands on the page, its footer as well. */
static int line_below(const struct page *page)
{
    int line = page->sheet->lines;
    for (size_t i = 0; i < page->n_texts; i++) {
        int end = page->texts[i].line + page->texts[i].lines;
        line = end > line ? end : line;
    }
    return line;
}

static void mark_reprint(struct paper *p)
{
    const char *says = arena_printf(p->arena, "原样补打（%s 第%d次印发）",
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
            .line = line_below(was),
            .lines = 1,
            .cols = was->sheet->cols,
            .align = PAGE_RIGHT,
            .face = FACE_SONG,
            .size = was->sheet->terminal ? 100 : REPRINT_SIZE,
            .text = says,
        };
        pages[i].n_texts = was->n_texts + 1;
    }
    p->doc.pages = pages;
}

/* What of the wish is not in its title: a PDF of the same day may well have
   been issued. */
static const char *which_one(const struct paper *p, const struct book *b)
{
    char day[11];
    bool by_day = p->of.n_ids == 0 && p->of.span.from == DATE_NONE;
    const char *as =
        by_day ? arena_printf(p->arena, "（%s 的情况）", date_text(b->day, day))
               : "";
    return strstr(p->of.ask, "/text-") == NULL
               ? as
               : arena_printf(p->arena, "%s的这种文本（PDF 另算）", as);
}

static bool say_never_issued(struct paper *p, struct book *b, int nr,
                             struct err *err)
{
    struct edition last;
    bool any;
    if (!edition_read(b, p->arena, &p->of, 0, &any, &last, err)) {
        return false;
    }
    return any ? err_set(err, ERR_RULE, "E-PAPER-012",
                         "“%s”还没有第 %d 次印发，最近一次是第 %d 次。",
                         p->title, nr, last.nr)
               : err_set(err, ERR_RULE, "E-PAPER-003",
                         "“%s”%s还没有印发过，没有可以原样补打的；"
                         "去掉 --as-issued、--edition 就按现在的内容印。",
                         p->title, which_one(p, b));
}

static bool as_it_was(struct paper *p, struct book *b, int nr, struct err *err)
{
    bool found;
    if (!edition_read(b, p->arena, &p->of, nr > 0 ? nr : 0, &found, &p->edition,
                      err)) {
        return false;
    }
    if (!found) {
        return say_never_issued(p, b, nr, err);
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

/* For later, when the wish is gone. */
static const struct binding *keep_binding(struct paper *p, struct binding *b)
{
    struct forms *forms = arena_alloc(p->arena, sizeof *forms);
    *forms = *b->forms;
    b->forms = forms;
    return b;
}

static bool is_noted(const struct paper_wish *w)
{
    return w->bound != NULL || w->form->footer == FOOTER_FULL;
}

/* The head is read first: what is saved by another window while this is being
   gathered makes the note fail, so that an edition never says more than the
   head it stands on. */
static bool make(struct paper *p, const struct paper_wish *w,
                 const struct form_ask *ask, struct err *err)
{
    struct binding *b = arena_alloc(p->arena, sizeof *b);
    struct edition head;
    if (!edition_head(ask->book, p->arena, &head, err) ||
        !gather(b, p, w, ask, err)) {
        return false;
    }
    if (w->bound != NULL) {
        name_bound(p, w, ask);
    } else {
        name_form(p, w, b);
    }
    p->of = (struct edition_of){
        .form = w->bound != NULL ? w->bound->name : w->form->name,
        .ask = paper_ask_words(p->arena, w, ask),
        .title = p->title,
        .span = ask->span,
        .table = w->n_ids > 0 ? w->form->source->ledger->table : NULL,
        .ids = w->ids,
        .n_ids = w->n_ids,
    };
    if (w->as_issued == 0) {
        p->gathered_at = head.seq;
        p->binding = keep_binding(p, b);
        return lay(p, b, w, &head, ask->book, err);
    }
    return is_noted(w)
               ? as_it_was(p, ask->book, w->as_issued, err)
               : err_set(err, ERR_USAGE, "E-PAPER-013",
                         "“%s”不登记印发，没有可以原样补打的。", p->title);
}

bool paper_make(struct paper *p, struct arena *a, const struct paper_wish *w,
                struct err *err)
{
    struct form_ask ask;
    *p = (struct paper){.arena = a};
    return paper_ask(w, &ask, err) && make(p, w, &ask, err);
}
