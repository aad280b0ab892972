/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was cut or copied, for other windows, too: ~/.cache/oxygen-clipboard, a
 * line with "cut" or "copy", then a path a line, with %XX as in the bin.
 */
#include "impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/desktop/lib/trash.h"

static const char *file_name(void)
{
	static char name[PATH_MAX + 32];

	snprintf(name, sizeof(name), "%s/.cache", files.home);
	mkdir(name, 0700);
	strcat(name, "/oxygen-clipboard");
	return name;
}

void clip_put(bool cut)
{
	static char path[PATH_MAX + NAME_MAX], line[3 * sizeof(path)];
	int n = chosen_count();
	FILE *f;

	if (n == 0) {
		say(true, "Nothing is chosen.");
		return;
	}
	f = fopen(file_name(), "we");
	if (f == NULL) {
		say(true, "%s: %s", file_name(), strerror(errno));
		return;
	}
	fprintf(f, "%s\n", cut ? "cut" : "copy");
	for (int i = 0; i < files.count; i++) {
		if (!files.entry[i].chosen)
			continue;
		path_of(i, path, sizeof(path));
		path_encode(line, sizeof(line), path);
		fprintf(f, "%s\n", line);
	}
	if (fclose(f) != 0)
		say(true, "%s: %s", file_name(), strerror(errno));
	else
		say(false, "%d %s: paste where they are to be, in any window.",
			n, cut ? "cut" : "copied");
}

/* Whether a path is in the folder that is shown. */
static bool is_here(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL && slash > path ? (size_t)(slash - path) : 1;

	return strlen(files.folder) == n && strncmp(path, files.folder, n) == 0;
}

void clip_paste(void)
{
	static char line[3 * (PATH_MAX + NAME_MAX)];
	FILE *f = fopen(file_name(), "re");
	bool cut, any = false;

	if (f == NULL || fgets(line, sizeof(line), f) == NULL) {
		say(true, "Nothing was copied or cut.");
		if (f != NULL)
			fclose(f);
		return;
	}
	cut = strcmp(line, "cut\n") == 0;
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		path_decode(line);
		if (line[0] != '/' || strlen(line) >= PATH_MAX ||
			(cut && is_here(line)))
			continue;
		work_transfer(cut, line, files.folder);
		any = true;
	}
	fclose(f);
	if (cut && any)
		unlink(file_name());
}
