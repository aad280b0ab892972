/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a path to a module: compiled modules are kept in a small cache by the
 * identity of the file, so that a program is compiled once; scripts lead to
 * their interpreters.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/exec.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum {
	TEXT_CACHE = 48,
	SCRIPT_LINE = 256, /* bytes of a script that are looked at */
	SCRIPT_DEPTH = 6,  /* files, the last of which is no script */
	FD_NAME = 32,      /* of "/dev/fd/N/" */
};

/* A compiled module and the file it came from. */
struct text {
	int module; /* 0: free */
	dev_t dev;
	uint64_t ino;
	int64_t size;
	struct timespec mtime, ctime;
	uint32_t used; /* stamp of the last use */
};

static struct {
	struct text entry[TEXT_CACHE];
	uint32_t stamp;
} cache;

static bool same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool same_file(const struct text *t, const struct stat *st)
{
	return t->module != 0 && t->dev == st->st_dev && t->ino == st->st_ino &&
		t->size == st->st_size && same_time(&t->mtime, &st->st_mtim) &&
		same_time(&t->ctime, &st->st_ctim);
}

static int find_module(const struct stat *st)
{
	for (int i = 0; i < TEXT_CACHE; i++) {
		if (same_file(&cache.entry[i], st)) {
			cache.entry[i].used = ++cache.stamp;
			return cache.entry[i].module;
		}
	}
	return 0;
}

static void remember_module(int module, const struct stat *st)
{
	struct text *t = &cache.entry[0];

	for (int i = 1; i < TEXT_CACHE && t->module != 0; i++)
		if (cache.entry[i].module == 0 || cache.entry[i].used < t->used)
			t = &cache.entry[i];
	if (t->module != 0)
		host_module_free(t->module);
	t->module = module;
	t->dev = st->st_dev;
	t->ino = st->st_ino;
	t->size = st->st_size;
	t->mtime = st->st_mtim;
	t->ctime = st->st_ctim;
	t->used = ++cache.stamp;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * Cuts the first line of a script, size bytes at text with room for a NUL
 * behind, into the interpreter and its argument ("" if there is none). A line
 * that is too long may lose of its argument, but not of the name.
 */
static int cut_line(char *text, size_t size, char **word, char **argument)
{
	char *end = memchr(text, '\n', size);
	bool whole = end != NULL || size < SCRIPT_LINE;

	if (end == NULL)
		end = text + size;
	while (end > text && is_blank(end[-1]))
		end--;
	*end = '\0';
	*word = text + 2 + strspn(text + 2, " \t");
	*argument = *word + strcspn(*word, " \t");
	if (**word == '\0' || (!whole && *argument == text + size))
		return -ENOEXEC;
	if (**argument != '\0')
		*(*argument)++ = '\0';
	*argument += strspn(*argument, " \t");
	return 0;
}

/* Puts "interpreter [argument] path" in the place of argv[0]. */
static int put_interpreter(struct exec_args *args, const char *word,
	const char *argument, const char *path)
{
	struct exec_args with = { 0 };
	const char *end = args->strings + args->size;
	const char *old = args->strings;
	int error;

	with.argc = args->argc > 0 ? args->argc + 1 : 2;
	with.envc = args->envc;
	error = exec_args_add(&with, word);
	if (error == 0 && *argument != '\0') {
		with.argc++;
		error = exec_args_add(&with, argument);
	}
	if (error == 0)
		error = exec_args_add(&with, path);
	if (args->argc > 0)
		old += strlen(old) + 1;
	for (; error == 0 && old < end; old += strlen(old) + 1)
		error = exec_args_add(&with, old);
	if (error < 0) {
		exec_args_free(&with);
		return error;
	}
	exec_args_free(args);
	*args = with;
	return 0;
}

/*
 * The script in content is named path, which becomes its interpreter's name.
 * POSIX leaves #! undefined; this is execve(2) of Linux.
 */
static int interpret(
	const char *content, size_t size, char *path, struct exec_args *args)
{
	char text[SCRIPT_LINE + 1];
	char *word, *argument;
	int error;

	if (size > SCRIPT_LINE)
		size = SCRIPT_LINE;
	memcpy(text, content, size);
	error = cut_line(text, size, &word, &argument);
	if (error == 0)
		error = put_interpreter(args, word, argument, path);
	if (error == 0)
		strcpy(path, word);
	return error;
}

/* Permission to execute, and that it is a regular file nobody writes. */
static int check_executable(struct vnode *v, struct stat *st)
{
	int error;

	if (v->type != S_IFREG)
		return -EACCES;
	error = vnode_access(v, X_OK, false);
	if (error == 0 && v->writers > 0)
		error = -ETXTBSY;
	if (error == 0)
		error = vnode_getattr(v, st);
	return error;
}

/*
 * The module of an executable file, or 0 for a script: then path and args name
 * the interpreter.
 */
static int load(struct vnode *v, const struct stat *st, char *path,
	struct exec_args *args)
{
	int module = find_module(st);
	void *content;
	int size;

	if (module != 0)
		return module;
	size = vnode_read_all(v, &content);
	if (size < 0)
		return size;
	if (size >= 2 && memcmp(content, "#!", 2) == 0)
		module = *path == '\0'
			? -ENOENT
			: interpret(content, (size_t)size, path, args);
	else
		module = size > 0 ? host_compile(content, (uint32_t)size)
				  : -ENOEXEC;
	kfree(content);
	if (module > 0)
		remember_module(module, st);
	return module;
}

/*
 * What an interpreter is told to open: the path, or a name for what lies at
 * the descriptor; "" when exec closes that.
 */
static void name_for_script(const struct exec_target *target, char *name)
{
	if (target->dirfd == AT_FDCWD || *target->path == '/') {
		strcpy(name, target->path);
	} else if (file_of(target->dirfd) != NULL &&
		current->files->slot[target->dirfd].cloexec) {
		*name = '\0';
	} else {
		format(name, FD_NAME, "/dev/fd/%d%s", target->dirfd,
			*target->path != '\0' ? "/" : "");
		strcat(name, target->path);
	}
}

/* Resolves target, and loads what it finds. */
static int load_target(const struct exec_target *target, char *path,
	struct exec_args *args, struct exec_found *found)
{
	struct path at;
	int result;

	result = path_resolve(target->dirfd, target->path, target->how, &at);
	if (result < 0)
		return result;
	result = at.v->type == S_IFLNK ? -ELOOP
				       : check_executable(at.v, &found->st);
	if (result == 0)
		result = load(at.v, &found->st, path, args);
	if (result > 0) {
		found->image = at.v;
		vnode_ref(at.v);
	}
	path_release(&at);
	return result;
}

int exec_find(const struct exec_target *target, struct exec_args *args,
	struct exec_found *found)
{
	struct exec_target next = *target;
	char *path = kmalloc(PATH_MAX + FD_NAME);
	int result = 0;

	if (path == NULL)
		return -ENOMEM;
	name_for_script(target, path);
	for (int depth = 0; result == 0 && depth < SCRIPT_DEPTH; depth++) {
		result = load_target(&next, path, args, found);
		next.dirfd = AT_FDCWD;
		next.path = path;
		next.how = PATH_FOLLOW;
	}
	kfree(path);
	return result == 0 ? -ELOOP : result;
}
