#pragma once

// libedit is set up through variadic calls and speaks to stdio handles; Swift imports neither. Each use of them is one typed
// function here.

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

extern int wcwidth(wchar_t character);  // <wchar.h> shows it to X/Open programs alone

typedef unsigned char (*libedit_action)(EditLine *, int key);
typedef char *(*libedit_prompt)(EditLine *);

static inline EditLine *libedit_open(const char *application) { return el_init(application, stdin, stdout, stderr); }

static inline void libedit_print(const char *text) {
    fputs(text, stdout);
    fflush(stdout);
}

static inline void libedit_set_client(EditLine *editor, void *client) { el_set(editor, EL_CLIENTDATA, client); }

static inline void *libedit_client(EditLine *editor) {
    void *client = NULL;
    el_get(editor, EL_CLIENTDATA, &client);
    return client;
}

// Text between two markers is sent to the terminal as it is and takes no columns.
static inline void libedit_set_prompt(EditLine *editor, libedit_prompt prompt, char marker) {
    el_set(editor, EL_PROMPT_ESC, prompt, marker);
}

static inline void libedit_set_reader(EditLine *editor, el_rfunc_t reader) { el_wset(editor, EL_GETCFN, reader); }

static inline void libedit_leave_signals_alone(EditLine *editor) { el_set(editor, EL_SIGNAL, 0); }

static inline void libedit_set_raw(EditLine *editor, int raw) { el_set(editor, EL_PREP_TERM, raw); }

static inline void libedit_redraw(EditLine *editor) { el_set(editor, EL_REFRESH); }

static inline void libedit_add_action(EditLine *editor, const char *name, const char *summary, libedit_action action) {
    el_set(editor, EL_ADDFN, name, summary, action);
}

static inline int libedit_bind(EditLine *editor, const char *keys, const char *action) {
    return el_set(editor, EL_BIND, keys, action, NULL);
}

static inline int libedit_bind_in_vi_command_mode(EditLine *editor, const char *keys, const char *action) {
    return el_set(editor, EL_BIND, "-a", keys, action, NULL);
}

static inline void libedit_choose_emacs(EditLine *editor) { el_set(editor, EL_EDITOR, "emacs"); }

static inline void libedit_enable_editing(EditLine *editor) { el_set(editor, EL_EDITMODE, 1); }

static inline int libedit_is_vi(EditLine *editor) {
    const char *mode = NULL;
    return el_get(editor, EL_EDITOR, &mode) == 0 && mode != NULL && mode[0] == 'v';
}

static inline void libedit_set_history(EditLine *editor, History *past) { el_set(editor, EL_HIST, history, past); }

static inline void libedit_history_limit(History *past, int entries) {
    HistEvent event;
    history(past, &event, H_SETSIZE, entries);
}

static inline void libedit_history_clear(History *past) {
    HistEvent event;
    history(past, &event, H_CLEAR);
}

static inline void libedit_history_enter(History *past, const char *cell) {
    HistEvent event;
    history(past, &event, H_ENTER, cell);
}

// Columns that libedit draws a character in, line ends and tabs apart. Zero-width ones take a column of their own; what is not to be
// seen stands as ^A or \U+200b.
static inline int libedit_columns(wchar_t character) {
    if (character < 0x100 && iswcntrl(character)) return 2;
    if (!iswprint(character)) return character > 0xffff ? 8 : 7;
    int width = wcwidth(character);
    return width > 0 ? width : 1;
}
