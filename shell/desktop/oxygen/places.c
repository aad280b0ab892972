/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The icons on the desktop: the user's home, and what is in ~/Desktop. It is
 * looked at again as often as the document is told of the machine's state.
 */
#include "impl.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST = 200 };

/* When it was last changed, as it was told. */
static struct timespec told;

static const char *folder(void)
{
	static char name[4096];

	snprintf(name, sizeof(name), "%s/Desktop", user_home());
	return name;
}

/* What the user has in that folder, by name. */
static int list(struct dirent ***entries)
{
	int n;

	user_enter();
	n = scandir(folder(), entries, NULL, alphasort);
	user_leave();
	return n;
}

static void add(FILE *out, const char *name)
{
	char path[8192];
	struct app *a;
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder(), name);
	if (name[0] == '.' || strpbrk(name, "\t\n") != NULL ||
		stat(path, &st) < 0)
		return;
	a = S_ISREG(st.st_mode) ? entry_of(path) : NULL;
	if (a != NULL)
		fprintf(out, "%s\t%s\t%s\n", a->name, path,
			a->icon != NULL ? a->icon : "window");
	else
		fprintf(out, "%s\t%s\t%s\n", name, path,
			S_ISDIR(st.st_mode) ? "folder" : "file");
	if (a != NULL)
		app_free(a);
}

void places_tell(void)
{
	struct dirent **entries = NULL;
	struct stat st = { 0 };
	int n = list(&entries);
	char *all;
	size_t size;
	FILE *out = need(open_memstream(&all, &size));

	stat(folder(), &st);
	told = st.st_mtim;
	fprintf(out, "Home\t%s\tfolder\n", user_home());
	user_enter();
	for (int i = 0; i < n; i++) {
		if (i < MOST)
			add(out, entries[i]->d_name);
		free(entries[i]);
	}
	user_leave();
	free(entries);
	fclose(out);
	tell_bytes("desktop\n", all, size);
	free(all);
}

void places_look(void)
{
	struct stat st = { 0 };

	stat(folder(), &st);
	if (st.st_mtim.tv_sec != told.tv_sec ||
		st.st_mtim.tv_nsec != told.tv_nsec)
		places_tell();
}
