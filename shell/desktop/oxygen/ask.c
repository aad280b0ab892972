/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the document asks (docs/oxygen.md). */
#include "impl.h"

#include <string.h>

struct ask ask_split(char *text, size_t size)
{
	struct ask a = { .fields = 0 };
	char *end = memchr(text, '\n', size);

	a.rest = end != NULL ? end + 1 : text + size;
	a.size = (size_t)(text + size - a.rest);
	if (end != NULL)
		*end = '\0';
	for (int i = 0; i < FIELDS; i++) {
		a.field[i] = text;
		if (*text == '\0')
			continue;
		a.fields = i + 1;
		text += strcspn(text, "\t");
		if (*text == '\t')
			*text++ = '\0';
	}
	return a;
}

static void do_hello(const struct ask *a)
{
	(void)a;
	apps_load();
	apps_tell();
	settings_tell();
	places_tell();
}

static void do_launch(const struct ask *a)
{
	const struct app *app = app_find(a->field[1]);

	if (app == NULL)
		tell("message\tThere is no application %s.", a->field[1]);
	else
		launch_app(app, a->field[2][0] != '\0' ? a->field[2] : NULL);
}

static void do_open(const struct ask *a)
{
	const char *wrong = launch_open(a->field[1]);

	if (wrong != NULL)
		tell("message\t%s: %s", a->field[1], wrong);
}

static void do_terminal(const struct ask *a)
{
	launch_terminal(a->field[1]);
}

static void do_set(const struct ask *a)
{
	if (!settings_set(a->field[1], a->field[2]))
		tell("message\t%s: this cannot be a setting.", a->field[1]);
}

static void do_watch(const struct ask *a)
{
	status_watch(strcmp(a->field[1], "1") == 0);
}

static const struct {
	const char *word;
	void (*run)(const struct ask *a);
} asks[] = {
	{ "hello", do_hello },
	{ "launch", do_launch },
	{ "open", do_open },
	{ "terminal", do_terminal },
	{ "set", do_set },
	{ "watch", do_watch },
	{ "upload", upload_begin },
	{ "data", upload_data },
	{ "cancel", upload_cancel },
	{ "want", control_want },
	{ "shot", control_shot },
};

void ask_do(char *text, size_t size)
{
	struct ask a = ask_split(text, size);

	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
		if (strcmp(a.field[0], asks[i].word) == 0)
			asks[i].run(&a);
}
