/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: what ioctl() and fcntl() take by their last argument. */
#include "strace.h"

#include <fcntl.h>
#include <sys/ioctl.h>

/* struct termios of musl: 60 bytes. */
static bool put_termios(const uint8_t *p)
{
	if (!p)
		return false;
	st_text("{c_iflag=");
	st_bits(LIST_IFLAG, st_u32(p, 0));
	st_text(", c_oflag=");
	st_bits(LIST_OFLAG, st_u32(p, 4));
	st_text(", c_cflag=");
	st_bits(LIST_CFLAG, st_u32(p, 8));
	st_text(", c_lflag=");
	st_bits(LIST_LFLAG, st_u32(p, 12));
	st_text(", ...}");
	return true;
}

static bool put_winsize(const uint8_t *p)
{
	if (p)
		st_put("{ws_row=%u, ws_col=%u, ws_xpixel=%u, ws_ypixel=%u}",
			st_u16(p, 0), st_u16(p, 2), st_u16(p, 4), st_u16(p, 6));
	return p;
}

static bool put_int(const uint8_t *p)
{
	if (p)
		st_put("[%d]", (int)st_u32(p, 0));
	return p;
}

void st_ioctl(const struct st_call *c, int n)
{
	uint32_t address = c->enter->args[n];
	const struct exa_trace_record *in = c->enter;
	const struct exa_trace_record *out = c->leave;
	bool done;

	switch (c->enter->args[n - 1]) {
	case TCGETS:
		done = put_termios(st_peek(out, address, 60));
		break;
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		done = put_termios(st_peek(in, address, 60));
		break;
	case TIOCGWINSZ:
		done = put_winsize(st_peek(out, address, 8));
		break;
	case TIOCSWINSZ:
		done = put_winsize(st_peek(in, address, 8));
		break;
	case TIOCSPGRP:
	case TIOCSPTLCK:
	case TIOCPKT:
	case FIONBIO:
	case FIOASYNC:
		done = put_int(st_peek(in, address, 4));
		break;
	case TIOCGPGRP:
	case TIOCGSID:
	case TIOCOUTQ:
	case TIOCGPTN:
	case FIONREAD:
		done = put_int(st_peek(out, address, 4));
		break;
	default:
		done = false;
	}
	if (!done)
		st_put(address ? "0x%x" : "0", address);
}

static bool put_lock(const uint8_t *p)
{
	static const char *const whence[] = { "SEEK_SET", "SEEK_CUR",
		"SEEK_END" };

	if (!p)
		return false;
	st_text("{l_type=");
	st_value(LIST_LOCK, st_u16(p, 0));
	st_put(", l_whence=%s, l_start=%lld, l_len=%lld",
		st_u16(p, 2) < 3 ? whence[st_u16(p, 2)] : "?",
		(long long)st_u64(p, 8), (long long)st_u64(p, 16));
	if (st_u32(p, 24))
		st_put(", l_pid=%d", (int)st_u32(p, 24));
	st_text("}");
	return true;
}

void st_fcntl(const struct st_call *c, int n)
{
	uint32_t value = c->enter->args[n];
	const struct exa_trace_record *r = c->enter;

	switch (c->enter->args[n - 1]) {
	case F_SETFD:
		st_text(value == 1 ? "FD_CLOEXEC" : value ? "?" : "0");
		break;
	case F_SETFL:
		st_flags(KIND_OFLAGS, value);
		break;
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
		if (c->enter->args[n - 1] == F_GETLK && c->leave)
			r = c->leave;
		if (!put_lock(st_peek(r, value, 28)))
			st_address(value);
		break;
	default:
		st_put("%d", (int)value);
	}
}
