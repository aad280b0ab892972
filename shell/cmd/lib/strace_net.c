/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: socket addresses and messages, and exa_spawn's argument. */
#include "strace.h"

#include <string.h>
#include <sys/socket.h>

static void put_ipv4(const uint8_t *p)
{
	st_put("{sa_family=AF_INET, sin_port=htons(%u), "
	       "sin_addr=inet_addr(\"%u.%u.%u.%u\")}",
		(unsigned)p[2] << 8 | p[3], p[4], p[5], p[6], p[7]);
}

static void put_unix(const uint8_t *p, uint32_t size)
{
	const uint8_t *path = p + 2;
	uint32_t length = size - 2;

	st_text("{sa_family=AF_UNIX");
	if (length > 0 && *path == 0) {
		st_text(", sun_path=@");
		st_quote(path + 1, length - 1, false);
	} else if (length > 0) {
		st_text(", sun_path=");
		st_quote(path, (uint32_t)strnlen((const char *)path, length),
			false);
	}
	st_text("}");
}

static void put_sockaddr(
	const struct exa_trace_record *r, uint32_t address, uint32_t size)
{
	uint32_t some = size;
	const uint8_t *p = r && size >= 2 ? st_peek_some(r, address, &some)
					  : NULL;

	if (!p || some < 2) {
		st_address(address);
		return;
	}
	if (st_u16(p, 0) == AF_INET && some >= 8) {
		put_ipv4(p);
	} else if (st_u16(p, 0) == AF_UNIX) {
		put_unix(p, some);
	} else {
		st_text("{sa_family=");
		st_flags(KIND_FAMILY, st_u16(p, 0));
		st_text(", sa_data=");
		st_quote(p + 2, some - 2, false);
		st_text("}");
	}
}

static void put_control(
	const struct exa_trace_record *r, uint32_t address, uint32_t size)
{
	uint32_t some = size, length;
	const uint8_t *p = st_peek_some(r, address, &some);
	const char *between = "";

	if (!p || some < 12)
		return;
	length = st_u32(p, 0) < some ? st_u32(p, 0) : some;
	st_put(", msg_control=[{cmsg_len=%u, cmsg_level=", st_u32(p, 0));
	st_flags(KIND_SOLEVEL, st_u32(p, 4));
	if (st_u32(p, 4) == SOL_SOCKET && st_u32(p, 8) == 1) {
		st_text(", cmsg_type=SCM_RIGHTS, cmsg_data=[");
		for (uint32_t at = 12; at + 4 <= length; at += 4) {
			st_put("%s%d", between, (int)st_u32(p, at));
			between = ", ";
		}
		st_text("]}]");
	} else {
		st_put(", cmsg_type=0x%x}]", st_u32(p, 8));
	}
}

/* struct msghdr of musl: 28 bytes. */
static void put_message(const struct exa_trace_record *r,
	const struct st_call *c, uint32_t address, uint32_t total)
{
	const uint8_t *p = st_peek(r, address, 28);

	if (!p) {
		st_address(address);
		return;
	}
	st_text("{msg_name=");
	put_sockaddr(r, st_u32(p, 0), st_u32(p, 4));
	st_put(", msg_namelen=%u, msg_iov=", st_u32(p, 4));
	st_iovec(r, st_u32(p, 8), st_u32(p, 12), total);
	st_put(", msg_iovlen=%u", st_u32(p, 12));
	if (st_u32(p, 16))
		put_control(r, st_u32(p, 16), st_u32(p, 20));
	st_put(", msg_controllen=%u, msg_flags=", st_u32(p, 20));
	st_flags(KIND_MSGFLAGS, r == c->leave ? st_u32(p, 24) : 0);
	st_text("}");
}

/* struct exa_spawn of kernel/abi/user.h. */
static bool put_spawn(const struct exa_trace_record *r, uint32_t address)
{
	const uint8_t *p = st_peek(r, address, 44);
	uint32_t some = 4096;
	const uint8_t *path;

	if (!p)
		return false;
	st_text("{path=");
	path = st_peek_some(r, st_u32(p, 0), &some);
	if (path)
		st_quote(path, (uint32_t)strnlen((const char *)path, some),
			false);
	else
		st_address(st_u32(p, 0));
	st_text(", argv=[");
	for (uint32_t i = 0; i < 64; i++) {
		const uint8_t *q = st_peek(r, st_u32(p, 4) + 4 * i, 4);

		if (!q || !st_u32(q, 0))
			break;
		some = st_options.string_max + 1;
		path = st_peek_some(r, st_u32(q, 0), &some);
		if (i)
			st_text(", ");
		if (path)
			st_quote(path,
				(uint32_t)strnlen((const char *)path, some),
				false);
		else
			st_address(st_u32(q, 0));
	}
	st_put("], nactions=%u, flags=", st_u32(p, 16));
	st_bits(LIST_SPAWN, st_u32(p, 20));
	st_text("}");
	return true;
}

bool st_net(const struct st_call *c, enum kind kind, int n)
{
	const struct exa_trace_record *r = st_source(c, kind);
	uint32_t address = c->enter->args[n];
	uint32_t next = n + 1 < CALL_ARGS ? c->enter->args[n + 1] : 0;
	const uint8_t *p;
	uint32_t some;

	switch (kind) {
	case KIND_SOCKADDR:
		put_sockaddr(r, address, next);
		return true;
	case KIND_SOCKADDR_R:
		p = next ? st_peek(r, next, 4) : NULL;
		if (p)
			put_sockaddr(r, address, st_u32(p, 0));
		else
			st_address(address);
		return true;
	case KIND_OPTION:
	case KIND_OPTION_R:
		some = 4;
		p = r && address ? st_peek_some(r, address, &some) : NULL;
		if (!p || some < 4)
			return false;
		st_put("[%d]", (int)st_u32(p, 0));
		return true;
	case KIND_MSGHDR:
		put_message(r, c, address, UINT32_MAX);
		return true;
	case KIND_MSGHDR_R:
		if (c->leave->result < 0)
			return false;
		put_message(r, c, address, (uint32_t)c->leave->result);
		return true;
	case KIND_SPAWNARG:
		return put_spawn(r, address);
	default:
		return false;
	}
}
