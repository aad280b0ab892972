/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exec: a new image for a process. Compiled modules are kept in a small cache
 * by the identity of the file, so that a program is compiled once. The
 * argument block (argc, argv, envp, the auxiliary vector, then the strings)
 * is written at the first byte above the program's static data, as crt1
 * expects; the break starts behind it.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/exec.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/trace.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum {
	TEXT_CACHE = 48,
	SCRIPT_LINE = 256,
	SCRIPT_DEPTH = 5,
	AUX_PAIRS = 12,
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

/*
 * Puts "interpreter [argument] path" in the place of argv[0], from the first
 * line of a script. interpreter: PATH_MAX bytes. POSIX leaves #! undefined;
 * this is execve(2) of Linux.
 */
static int interpret(const char *line, size_t size, const char *path,
	char *interpreter, struct exec_args *args)
{
	struct exec_args with = { 0 };
	char text[SCRIPT_LINE];
	char *word, *argument, *end;
	int error;

	if (size > sizeof(text) - 1)
		size = sizeof(text) - 1;
	memcpy(text, line, size);
	text[size] = '\0';
	end = strchr(text, '\n');
	if (end == NULL && size == sizeof(text) - 1)
		return -ENOEXEC;
	if (end == NULL)
		end = text + size;
	while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	word = text + 2 + strspn(text + 2, " \t");
	if (*word == '\0')
		return -ENOEXEC;
	argument = word + strcspn(word, " \t");
	if (*argument != '\0') {
		*argument++ = '\0';
		argument += strspn(argument, " \t");
	}
	strcpy(interpreter, word);
	with.argc = args->argc > 0 ? args->argc + 1 : 2;
	with.envc = args->envc;
	error = exec_args_add(&with, word);
	if (error == 0 && *argument != '\0') {
		with.argc++;
		error = exec_args_add(&with, argument);
	}
	if (error == 0)
		error = exec_args_add(&with, path);
	end = args->strings + args->size;
	word = args->strings;
	if (args->argc > 0)
		word += strlen(word) + 1;
	for (; error == 0 && word < end; word += strlen(word) + 1)
		error = exec_args_add(&with, word);
	if (error < 0) {
		exec_args_free(&with);
		return error;
	}
	exec_args_free(args);
	*args = with;
	return 0;
}

/* Permission to execute, and that it is a regular file. */
static int check_executable(struct vnode *v, struct stat *st)
{
	int error;

	if (v->type != S_IFREG)
		return -EACCES;
	error = vnode_access(v, X_OK, false);
	if (error == 0)
		error = vnode_getattr(v, st);
	return error;
}

/*
 * The module of an executable file, or 1 more script level: then *again is
 * set and path and args name the interpreter.
 */
static int load_module(struct vnode *v, const struct stat *st, char *path,
	struct exec_args *args, bool *again)
{
	int module = find_module(st);
	void *content;
	int size, error;

	*again = false;
	if (module != 0)
		return module;
	size = vnode_read_all(v, &content);
	if (size < 0)
		return size;
	if (size >= 2 && memcmp(content, "#!", 2) == 0) {
		char *interpreter = kmalloc(PATH_MAX);

		error = -ENOMEM;
		if (interpreter != NULL)
			error = interpret(
				content, (size_t)size, path, interpreter, args);
		if (error == 0)
			strcpy(path, interpreter);
		*again = error == 0;
		kfree(interpreter);
		kfree(content);
		return error;
	}
	module = size > 0 ? host_compile(content, (uint32_t)size) : -ENOEXEC;
	kfree(content);
	if (module > 0)
		remember_module(module, st);
	return module;
}

/* Finds what to run for path, which is changed for scripts. */
static int find_image(char *path, struct exec_args *args, struct vnode **image,
	struct stat *st)
{
	for (int depth = 0; depth < SCRIPT_DEPTH; depth++) {
		struct path found;
		bool again = false;
		int result = path_resolve(AT_FDCWD, path, PATH_FOLLOW, &found);

		if (result < 0)
			return result;
		result = check_executable(found.v, st);
		if (result == 0)
			result = load_module(found.v, st, path, args, &again);
		if (result > 0) {
			*image = found.v;
			vnode_ref(found.v);
		}
		path_release(&found);
		if (!again)
			return result;
	}
	return -ELOOP;
}

static uint32_t *put_aux(uint32_t *at, uint32_t type, uint32_t value)
{
	*at++ = type;
	*at++ = value;
	return at;
}

static uint32_t *put_auxv(uint32_t *at, const struct proc *p, bool secure,
	uint32_t random, uint32_t name)
{
	at = put_aux(at, AT_PAGESZ, VM_PAGE);
	at = put_aux(at, AT_CLKTCK, 100);
	at = put_aux(at, AT_UID, p->cred.ruid);
	at = put_aux(at, AT_EUID, p->cred.euid);
	at = put_aux(at, AT_GID, p->cred.rgid);
	at = put_aux(at, AT_EGID, p->cred.egid);
	at = put_aux(at, AT_SECURE, secure);
	at = put_aux(at, AT_RANDOM, random);
	at = put_aux(at, AT_EXECFN, name);
	return put_aux(at, AT_NULL, 0);
}

/* Writes one vector of string addresses, ended by 0. */
static uint32_t *put_vector(
	uint32_t *at, uint32_t count, const char **string, uint32_t *address)
{
	while (count-- > 0) {
		uint32_t length = (uint32_t)strlen(*string) + 1;

		*at++ = *address;
		*address += length;
		*string += length;
	}
	*at++ = 0;
	return at;
}

/* Writes the argument block at the break; moves the break behind it. */
static int put_block(struct proc *p, const struct exec_args *args, bool secure)
{
	uint32_t words = 1 + args->argc + 1 + args->envc + 1 + 2 * AUX_PAIRS;
	uint32_t random = p->vm.brk + words * 4;
	uint32_t strings = random + 16;
	uint32_t end = (strings + args->size + 15) & ~15U;
	const char *string = args->strings;
	uint32_t address = strings;
	uint32_t *block, *at;

	if (vm_reserve(p, end) < 0)
		return -ENOMEM;
	block = kzalloc(words * 4 + 16);
	if (block == NULL)
		return -ENOMEM;
	*block = args->argc;
	at = put_vector(block + 1, args->argc, &string, &address);
	p->vm.arg_start = strings;
	p->vm.arg_end = p->vm.env_start = address;
	at = put_vector(at, args->envc, &string, &address);
	p->vm.env_end = address;
	p->vm.auxv_start = p->vm.brk + (uint32_t)(at - block) * 4;
	at = put_auxv(at, p, secure, random, strings);
	p->vm.auxv_end = p->vm.brk + (uint32_t)(at - block) * 4;
	host_random(block + words, 16);
	host_copy_out(p->slot, p->vm.brk, block, words * 4 + 16);
	host_copy_out(p->slot, strings, args->strings, args->size);
	kfree(block);
	p->entry_argument = p->vm.brk;
	p->vm.brk_start = p->vm.brk = p->vm.top = end;
	vm_note_peak(p);
	return 0;
}

/* Set-user-ID and set-group-ID bits. Returns whether ids changed. */
static bool change_ids(struct proc *p, const struct stat *st)
{
	struct cred *c = &p->cred;

	bool may = trace_lets_gain(p);

	if ((st->st_mode & S_ISUID) != 0 && may)
		c->euid = st->st_uid;
	if ((st->st_mode & S_ISGID) != 0 && may)
		c->egid = st->st_gid;
	c->suid = c->euid;
	c->sgid = c->egid;
	return c->euid != c->ruid || c->egid != c->rgid;
}

int proc_exec(struct proc *p, const char *path, struct exec_args *args)
{
	uint32_t heap_base = 0, size = 0;
	struct vnode *image = NULL;
	struct stat st = { 0 };
	int module, stack;
	char *name;

	name = kmalloc(PATH_MAX);
	if (name == NULL)
		return -ENOMEM;
	strcpy(name, path);
	module = find_image(name, args, &image, &st);
	kfree(name);
	if (module < 0)
		return module;
	stack = host_instantiate(p->slot, module, &heap_base, &size);
	if (stack < 0) {
		vnode_put(image);
		return stack;
	}
	p->has_image = true;
	p->execed = true;
	vm_init(&p->vm, (uint32_t)stack, heap_base, size);
	files_close_on_exec(p);
	signal_exec(p);
	proc_set_name(p, path);
	if (p->exe != NULL)
		vnode_put(p->exe);
	p->exe = image;
	p->entry = ENTRY_START;
	if (put_block(p, args, change_ids(p, &st)) < 0)
		signal_force(p, SIGKILL);
	return 0;
}

int do_execve(const uint32_t *user)
{
	struct exec_args args;
	char *path;
	int error;

	cputime_long();
	error = copy_path_from_user(&path, user[0]);
	if (error < 0)
		return error;
	error = exec_args_from_user(&args, user[1], user[2]);
	if (error == 0) {
		error = proc_exec(current, path, &args);
		exec_args_free(&args);
	}
	kfree(path);
	return error;
}
