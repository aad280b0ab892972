/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes its time, done by cp, mv, rm and oxygenctl. */
#include "impl.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shell/desktop/lib/trash.h"

struct job {
	struct job *next;
	const char *verb, *program, *word;
	bool queued; /* after the others that are */
	pid_t pid;   /* 0: it has not begun */
	int errors;  /* the file its messages come from */
	char said[512];
	size_t length;
	char path[PATH_MAX], folder[PATH_MAX];
};

static struct job *jobs;

static const char *base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* A name in the folder that nothing has, for what path is. */
static void free_name(const struct job *j, char *to, size_t size)
{
	char name[NAME_MAX + 32];
	struct stat st;

	for (int n = 1; n < 10000; n++) {
		path_number(name, sizeof(name), base(j->path), n);
		snprintf(to, size, "%s/%s", j->folder, name);
		if (lstat(to, &st) < 0)
			return;
	}
}

static int start(struct job *j, char *to)
{
	posix_spawn_file_actions_t does;
	char *argv[] = { (char *)(uintptr_t)j->program,
		(char *)(uintptr_t)j->word, j->path, to, NULL };
	int ends[2], error;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	posix_spawn_file_actions_init(&does);
	posix_spawn_file_actions_adddup2(&does, ends[1], 2);
	error = posix_spawnp(&j->pid, j->program, &does, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&does);
	close(ends[1]);
	if (error != 0) {
		close(ends[0]);
		j->pid = 0;
	} else {
		j->errors = ends[0];
	}
	return error;
}

static void forget(struct job *j)
{
	struct job **at = &jobs;

	while (*at != j)
		at = &(*at)->next;
	*at = j->next;
	free(j);
}

static void begin(struct job *j)
{
	char to[PATH_MAX + NAME_MAX + 64];
	int error;

	if (j->folder[0] != '\0')
		free_name(j, to, sizeof(to));
	error = start(j, j->folder[0] != '\0' ? to : NULL);
	if (error == 0)
		return;
	say(true, "%s: %s: %s", base(j->path), j->program, strerror(error));
	forget(j);
}

static struct job *add(const char *verb, const char *program, const char *word,
	const char *path)
{
	struct job **at = &jobs, *j = ui_need(calloc(1, sizeof(*j)));

	j->verb = verb;
	j->program = program;
	j->word = word;
	snprintf(j->path, sizeof(j->path), "%s", path);
	while (*at != NULL)
		at = &(*at)->next;
	*at = j;
	return j;
}

void work_run(const char *verb, const char *program, const char *word,
	const char *path)
{
	begin(add(verb, program, word, path));
}

void work_transfer(bool move, const char *path, const char *folder)
{
	size_t n = strlen(path);
	struct job *j;

	if (strncmp(folder, path, n) == 0 &&
		(folder[n] == '/' || folder[n] == '\0')) {
		say(true, "%s cannot be put into itself", base(path));
		return;
	}
	j = add(move ? "Moving" : "Copying", move ? "mv" : "cp",
		move ? "-n" : "-a", path);
	snprintf(j->folder, sizeof(j->folder), "%s", folder);
	j->queued = true;
}

void work_delete(const char *path)
{
	add("Deleting", "rm", "-rf", path)->queued = true;
}

static void hear(struct job *j)
{
	char rest[256];
	ssize_t n;

	do {
		size_t room = sizeof(j->said) - 1 - j->length;

		n = read(j->errors, room > 0 ? j->said + j->length : rest,
			room > 0 ? room : sizeof(rest));
		if (n > 0 && room > 0)
			j->length += (size_t)n;
	} while (n > 0);
}

static void end(struct job *j, int status)
{
	hear(j);
	close(j->errors);
	j->said[j->length] = '\0';
	j->said[strcspn(j->said, "\n")] = '\0';
	if (status != 0 && j->said[0] != '\0')
		say(true, "%s", j->said);
	else if (status != 0)
		say(true, "%s: %s has failed", base(j->path), j->program);
	forget(j);
}

/* The job that is the queue's turn, or NULL. */
static struct job *turn(void)
{
	struct job *j = jobs;

	while (j != NULL && !j->queued)
		j = j->next;
	return j;
}

bool work_go_on(void)
{
	bool changed = false;
	struct job *j, *next;
	int status;

	for (j = jobs; j != NULL; j = next) {
		next = j->next;
		if (j->pid == 0)
			continue;
		hear(j);
		if (waitpid(j->pid, &status, WNOHANG) != j->pid)
			continue;
		end(j, status);
		changed = true;
	}
	j = turn();
	if (j != NULL && j->pid == 0) {
		begin(j);
		changed = true;
	}
	if (changed)
		folder_refresh(true);
	return changed;
}

const char *work_text(void)
{
	static char text[600];
	const struct job *j = jobs;
	int n = 0;

	for (const struct job *i = jobs; i != NULL; i = i->next)
		n++;
	if (j == NULL)
		return "";
	snprintf(text, sizeof(text),
		n > 1 ? "%s %.300s (%d more)" : "%s %.300s", j->verb,
		base(j->path), n - 1);
	return text;
}

void work_stop(void)
{
	struct job *next;

	for (struct job *j = jobs; j != NULL; j = next) {
		next = j->next;
		if (j->pid != 0)
			kill(j->pid, SIGTERM);
		else
			forget(j);
	}
}
