/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a system call, from the argument kinds in calls.def. */
#include "kernel/tracefmt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/abi/user.h"
#include "kernel/copy.h"
#include "kernel/log.h"

enum { SHOWN = 32, ARGV_SHOWN = 8, ARGS = 6 };

enum kind {
	KIND__,
	KIND_D,
	KIND_U,
	KIND_X,
	KIND_O,
	KIND_FD,
	KIND_PATH,
	KIND_STR,
	KIND_IN,
	KIND_OUT,
	KIND_PTR,
	KIND_SIG,
	KIND_LO,
	KIND_HI,
	KIND_ARGV,
	KIND_OFLAGS,
};

struct row {
	uint32_t number;
	const char *name;
	uint8_t kind[ARGS];
};

#define CALL(number, name, mode, a, b, c, d, e, f)                  \
	{ number, #name,                                            \
		{ KIND_##a, KIND_##b, KIND_##c, KIND_##d, KIND_##e, \
			KIND_##f } },
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
static const struct row rows[] = {
#include "kernel/abi/calls.def"
};
#undef CALL
#undef ALIAS
#undef ABSENT

struct line {
	char *at;
	size_t left;
};

static void put(struct line *out, const char *pattern, ...)
	__attribute__((format(printf, 2, 3)));

static void put(struct line *out, const char *pattern, ...)
{
	va_list ap;
	int length;

	va_start(ap, pattern);
	length = vformat(out->at, out->left, pattern, ap);
	va_end(ap);
	if ((size_t)length >= out->left)
		length = out->left > 0 ? (int)out->left - 1 : 0;
	out->at += length;
	out->left -= (size_t)length;
}

static const struct row *find_row(uint32_t number)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].number == number)
			return &rows[i];
	return NULL;
}

bool tracefmt_has_output(uint32_t number)
{
	const struct row *row = find_row(number);

	for (int i = 0; row != NULL && i < ARGS; i++)
		if (row->kind[i] == KIND_OUT)
			return true;
	return false;
}

static void put_byte(struct line *out, unsigned char c)
{
	switch (c) {
	case '\n':
		put(out, "\\n");
		break;
	case '\t':
		put(out, "\\t");
		break;
	case '\r':
		put(out, "\\r");
		break;
	case '"':
	case '\\':
		put(out, "\\%c", c);
		break;
	default:
		put(out, c >= ' ' && c < 127 ? "%c" : "\\%o", c);
	}
}

static void put_bytes(struct line *out, uint32_t address, uint32_t size)
{
	uint32_t shown = size < SHOWN ? size : SHOWN;
	unsigned char bytes[SHOWN];

	if (copy_from_user(bytes, address, shown) < 0) {
		put(out, "0x%x", address);
		return;
	}
	put(out, "\"");
	for (uint32_t i = 0; i < shown; i++)
		put_byte(out, bytes[i]);
	put(out, size > shown ? "\"..." : "\"");
}

static void put_user_string(struct line *out, uint32_t address)
{
	char text[128];
	int length;

	if (address == 0) {
		put(out, "NULL");
		return;
	}
	length = copy_string_from_user(text, address, sizeof(text));
	if (length == -EFAULT) {
		put(out, "0x%x", address);
		return;
	}
	put(out, "\"");
	if (length < 0)
		length = (int)sizeof(text) - 1;
	for (int i = 0; i < length; i++)
		put_byte(out, (unsigned char)text[i]);
	put(out, length == (int)sizeof(text) - 1 ? "\"..." : "\"");
}

static void put_argv(struct line *out, uint32_t address)
{
	uint32_t pointer;

	put(out, "[");
	for (int i = 0; copy_from_user(&pointer, address, 4) == 0; i++) {
		if (pointer == 0)
			break;
		put(out, i > 0 ? ", " : "");
		if (i == ARGV_SHOWN) {
			put(out, "...");
			break;
		}
		put_user_string(out, pointer);
		address += 4;
	}
	put(out, "]");
}

static void put_oflags(struct line *out, uint32_t flags)
{
	static const struct {
		uint32_t bit;
		const char *name;
	} names[] = {
		{ O_CREAT, "O_CREAT" },
		{ O_EXCL, "O_EXCL" },
		{ O_NOCTTY, "O_NOCTTY" },
		{ O_TRUNC, "O_TRUNC" },
		{ O_APPEND, "O_APPEND" },
		{ O_NONBLOCK, "O_NONBLOCK" },
		{ O_DIRECTORY, "O_DIRECTORY" },
		{ O_NOFOLLOW, "O_NOFOLLOW" },
		{ O_CLOEXEC, "O_CLOEXEC" },
		{ O_LARGEFILE, "O_LARGEFILE" },
	};
	static const char *const modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR",
		"O_ACCMODE" };

	put(out, "%s", modes[flags & 3]);
	flags &= ~3U;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if ((flags & names[i].bit) != names[i].bit)
			continue;
		put(out, "|%s", names[i].name);
		flags &= ~names[i].bit;
	}
	if (flags != 0)
		put(out, "|0x%x", flags);
}

static void put_argument(
	struct line *out, enum kind kind, const uint32_t *arg, int32_t result)
{
	switch (kind) {
	case KIND_FD:
		if ((int)*arg == AT_FDCWD)
			put(out, "AT_FDCWD");
		else
			put(out, "%d", (int)*arg);
		break;
	case KIND_PATH:
	case KIND_STR:
		put_user_string(out, *arg);
		break;
	case KIND_IN:
		put_bytes(out, arg[0], arg[1]);
		break;
	case KIND_OUT:
		if (result >= 0)
			put_bytes(out, *arg, (uint32_t)result);
		else
			put(out, "0x%x", *arg);
		break;
	case KIND_ARGV:
		put_argv(out, *arg);
		break;
	case KIND_OFLAGS:
		put_oflags(out, *arg);
		break;
	case KIND_O:
		put(out, "0%o", *arg);
		break;
	case KIND_U:
		put(out, "%u", *arg);
		break;
	case KIND_X:
	case KIND_LO:
	case KIND_HI:
		put(out, "0x%x", *arg);
		break;
	case KIND_PTR:
		put(out, *arg == 0 ? "NULL" : "0x%x", *arg);
		break;
	default:
		put(out, "%d", (int)*arg);
	}
}

void tracefmt_call(char *line, size_t size, uint32_t number,
	const uint32_t *args, int32_t result)
{
	const struct row *row = find_row(number);
	struct line out = { line, size };

	if (row == NULL) {
		put(&out, "call_%u(0x%x, 0x%x, 0x%x)", number, args[0], args[1],
			args[2]);
		return;
	}
	put(&out, "%s(", row->name);
	for (int i = 0; i < ARGS && row->kind[i] != KIND__; i++) {
		put(&out, i > 0 ? ", " : "");
		put_argument(&out, row->kind[i], &args[i], result);
	}
	put(&out, ")");
}

static const char *error_name(int error)
{
	static const char *const names[] = {
#define E(name) [name] = #name
		E(EPERM),
		E(ENOENT),
		E(ESRCH),
		E(EINTR),
		E(EIO),
		E(ENXIO),
		E(E2BIG),
		E(ENOEXEC),
		E(EBADF),
		E(ECHILD),
		E(EAGAIN),
		E(ENOMEM),
		E(EACCES),
		E(EFAULT),
		E(EBUSY),
		E(EEXIST),
		E(EXDEV),
		E(ENODEV),
		E(ENOTDIR),
		E(EISDIR),
		E(EINVAL),
		E(ENFILE),
		E(EMFILE),
		E(ENOTTY),
		E(ETXTBSY),
		E(EFBIG),
		E(ENOSPC),
		E(ESPIPE),
		E(EROFS),
		E(EMLINK),
		E(EPIPE),
		E(EDOM),
		E(ERANGE),
		E(EDEADLK),
		E(ENAMETOOLONG),
		E(ENOLCK),
		E(ENOSYS),
		E(ENOTEMPTY),
		E(ELOOP),
		E(EOVERFLOW),
		E(ENOTSUP),
		E(ETIMEDOUT),
		E(ESTALE),
		E(EDQUOT),
#undef E
	};

	if (error == EXA_ERESTART)
		return "ERESTARTSYS";
	if ((size_t)error < sizeof(names) / sizeof(names[0]) &&
		names[error] != NULL)
		return names[error];
	return "errno";
}

void tracefmt_result(char *line, size_t size, int32_t result)
{
	struct line out = { line, size };

	if (result < 0 && result > -4096)
		put(&out, " = -%d %s\n", -result, error_name(-result));
	else
		put(&out, " = %d\n", result);
}
