/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked by the socket. */
#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOWNLOAD_MAX = 1 << 30 };

static unsigned long last_number;

static void do_list(struct client *c, const struct ask *a)
{
	char *all = windows_list();

	(void)a;
	answer(c, "ok\n", all, strlen(all));
	free(all);
}

static uint32_t window_of(const struct ask *a)
{
	return (uint32_t)strtoul(a->field[1], NULL, 10);
}

static void do_focus(struct client *c, const struct ask *a)
{
	finish(c, act(window_of(a), OXYGEN_ACT_FOCUS, 0, 0));
}

static void do_close(struct client *c, const struct ask *a)
{
	finish(c, act(window_of(a), OXYGEN_ACT_CLOSE, 0, 0));
}

static void do_kill(struct client *c, const struct ask *a)
{
	finish(c, act(window_of(a), OXYGEN_ACT_KILL, 0, 0));
}

static void do_place(struct client *c, const struct ask *a)
{
	/* Without a workspace it stays where it is. */
	int workspace = a->field[3][0] != '\0'
		? atoi(a->field[3]) - 1
		: windows_workspace(window_of(a));

	finish(c,
		act(window_of(a), OXYGEN_ACT_PLACE, atoi(a->field[2]),
			workspace));
}

static void do_launch(struct client *c, const struct ask *a)
{
	const struct app *app = app_find(a->field[1]);

	if (app == NULL) {
		refuse(c, "there is no such application");
		return;
	}
	launch_app(app, a->field[2][0] != '\0' ? a->field[2] : NULL);
	finish(c, 0);
}

static void do_open(struct client *c, const struct ask *a)
{
	const char *wrong = launch_open(a->field[1]);

	if (wrong != NULL)
		refuse(c, wrong);
	else
		finish(c, 0);
}

static void do_notify(struct client *c, const struct ask *a)
{
	char line[128];

	snprintf(line, sizeof(line), "notify\t%lu\t%d\t%d\n", ++last_number,
		atoi(a->field[1]), atoi(a->field[2]));
	tell_bytes(line, a->rest, a->size);
	finish(c, 0);
}

static void do_reload(struct client *c, const struct ask *a)
{
	(void)a;
	apps_load();
	apps_tell();
	finish(c, 0);
}

static void do_set(struct client *c, const struct ask *a)
{
	if (settings_set(a->field[1], a->field[2]))
		finish(c, 0);
	else
		refuse(c, "this cannot be a setting");
}

static void do_get(struct client *c, const struct ask *a)
{
	const char *all = settings_all(), *value = settings_get(a->field[1]);
	char line[512];

	if (a->field[1][0] == '\0') {
		answer(c, "ok\n", all, strlen(all));
	} else if (value == NULL) {
		refuse(c, "there is no such setting");
	} else {
		snprintf(line, sizeof(line), "%s\n", value);
		answer(c, "ok\n", line, strlen(line));
	}
}

static void do_screenshot(struct client *c, const struct ask *a)
{
	c->shot = ++last_number;
	tell("screenshot\t%lu\t%u", c->shot, window_of(a));
}

/* What follows is the file; it is read as the document takes it. */
static void do_download(struct client *c, const struct ask *a)
{
	c->left = strtoull(a->field[1], NULL, 10);
	if (c->left > DOWNLOAD_MAX) {
		refuse(c, "more than 1 GiB cannot be downloaded");
		return;
	}
	c->number = ++last_number;
	tell("download\t%lu\t%llu\t%s", c->number, (unsigned long long)c->left,
		a->field[2]);
	memmove(c->in, a->rest, a->size);
	c->size = a->size;
	c->wanted = true;
}

static const struct {
	const char *word;
	void (*run)(struct client *c, const struct ask *a);
} requests[] = {
	{ "list", do_list },
	{ "focus", do_focus },
	{ "close", do_close },
	{ "kill", do_kill },
	{ "place", do_place },
	{ "launch", do_launch },
	{ "open", do_open },
	{ "notify", do_notify },
	{ "reload", do_reload },
	{ "set", do_set },
	{ "get", do_get },
	{ "screenshot", do_screenshot },
	{ "download", do_download },
};

void request_do(struct client *c)
{
	struct ask a;
	size_t i = 0;

	c->in[c->size] = '\0';
	a = ask_split(c->in, c->size);
	while (i < sizeof(requests) / sizeof(requests[0]) &&
		strcmp(requests[i].word, a.field[0]) != 0)
		i++;
	if (i < sizeof(requests) / sizeof(requests[0]))
		requests[i].run(c, &a);
	else
		refuse(c, "there is no such request");
}
