/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of /sbin/oxygen share: the manager of the desktop
 * (docs/oxygen.md). It runs as root and starts everything as the desktop's
 * user; one loop waits for the document, for those who ask by the socket, and
 * for programs that end.
 */
#ifndef EXA_MANAGER_IMPL_H
#define EXA_MANAGER_IMPL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "kernel/abi/oxygen.h"

enum { FIELDS = 8 };

/* A line of fields, and what follows it. */
struct ask {
	char *field[FIELDS]; /* missing ones are "" */
	int fields;
	const char *rest;
	size_t size;
};

/* Splits text (size bytes, a NUL behind them) at tabs and the newline. */
struct ask ask_split(char *text, size_t size);

/* main.c */

/* Tells the document: a line made as by printf(). */
void tell(const char *form, ...) __attribute__((format(printf, 1, 2)));

/* The same with bytes behind the line, which ends with its newline. */
void tell_bytes(const char *line, const void *bytes, size_t size);

/* Asks the window server: enum oxygen_act. 0 or -errno. */
int act(uint32_t window, int what, int a, int b);

/* Writes a line to the system's console. */
void report(const char *form, ...) __attribute__((format(printf, 1, 2)));

/* Opens a file to be read; NULL with errno: EINVAL if it is none but a device,
 * or a pipe that would have the manager wait. */
FILE *open_regular(const char *path);

/* Memory, or the end. */
void *need(void *memory);

/* ask.c: does what the document asks. */
void ask_do(char *text, size_t size);

/* apps.c: what can be started. */

struct app {
	struct app *next;
	char *id;    /* the file's name without .desktop */
	char *error; /* what is wrong with the file; then nothing else is set */
	char *name, *comment, *icon, *categories, *keywords;
	char *exec, *folder, *types;
	bool terminal, hidden;
};

void apps_load(void);
void apps_tell(void);

/* NULL: there is none, or it cannot be started. */
const struct app *app_find(const char *id);

/* The one for a file's type, or NULL. */
const struct app *app_for(const char *path);

/* entry.c: reads one file. Never fails: see struct app's error. */
struct app *entry_read(const char *path, const char *id);

/*
 * The program's arguments out of an Exec key, with path for %f and its like, in
 * memory of its own; NULL with *error: why not.
 */
char **entry_arguments(
	const struct app *a, const char *path, const char **error);

/* The application of a file that ends with .desktop and that may be executed,
 * in memory of its own (app_free()); NULL: it is none. */
struct app *entry_of(const char *path);
void app_free(struct app *a);

/* places.c: the icons on the desktop. */
void places_tell(void);
/* Tells them if they have changed. */
void places_look(void);

/* launch.c: programs, as the desktop's user. */

void launch_app(const struct app *a, const char *path);
void launch(char *const argv[]);
void launch_terminal(const char *window);
/* Opens the program for path's type. Returns NULL or what is wrong. */
const char *launch_open(const char *path);
uid_t user_id(void);
/* The user's home. */
const char *user_home(void);
/* Files are looked at and made as the user, until user_leave(). */
void user_enter(void);
void user_leave(void);
/* A child has ended. */
void launch_ended(pid_t pid, int status);

/* settings.c */
void settings_load(void);
/* Whether it can be one. The document is told, and the file written. */
bool settings_set(const char *key, const char *value);
/* NULL: it is not set. */
const char *settings_get(const char *key);
/* A line for each: key, tab, value; until the next call. */
const char *settings_all(void);
void settings_tell(void);

/* transfer.c: files between the host and the machine. */
void upload_begin(const struct ask *a);
void upload_data(const struct ask *a);
void upload_cancel(const struct ask *a);
/* Those under way end: the document that sent them is gone. */
void uploads_forget(void);

/* status.c */
void status_watch(bool on);
/* Milliseconds until the next is due; -1: none is. */
int status_due(void);
void status_tell(void);

/* windows.c: what the window server tells of windows. */
void windows_changed(const struct oxygen_event *e, const char *bytes);
void windows_focus(uint32_t window);
void windows_forget(void);
/* The workspace of a window; 0 if there is none. */
int windows_workspace(uint32_t window);
/* A line for each window, in memory of its own. */
char *windows_list(void);

/* control.c: the socket. */
void control_open(void);
/* Adds what it waits for to p; returns how many. */
int control_poll(struct pollfd *p, int room);
void control_ready(const struct pollfd *p, int count);
/* Downloads under way end. */
void control_forget(void);
/* The document takes more of a download. */
void control_want(const struct ask *a);
/* A picture has come, in parts; total 0: there is none. */
void control_shot(const struct ask *a);

#endif
