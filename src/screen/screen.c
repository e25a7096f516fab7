/* The way in: the key map with the clerk's own keys, the terminal around the
   run. */
#include "pbtui/screen/screen.h"

#include "pbtui/screen/app.h"
#include "pbtui/screen/commands.h"

struct keymap *screen_keymap(struct arena *a, const struct screen_binding *keys,
                             size_t n, struct strbuf *complaints)
{
    struct keymap *km = keymap_new(a, screen_commands);
    for (size_t i = 0; i < n; i++) {
        struct err err = ERR_INIT;
        if (!keymap_override(km, keys[i].command, keys[i].keys, &err)) {
            sb_addf(complaints, "%s\n", err.text);
        }
    }
    return km;
}

bool screen_run(const struct screen_options *opt, struct err *err)
{
    struct app app;
    if (!app_init(&app, opt, err)) {
        return false;
    }
    if (!term_open(&opt->term, err)) {
        app_clear(&app);
        return false;
    }
    app_start(&app);
    ui_run(&app.ui);
    term_close();
    app_clear(&app);
    return true;
}
