/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What /proc/net tells, in Linux's formats: proc(5). */
#include "servers/socket/net.h"

#include <string.h>

#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/socket/socket.h"

/* A line of tcp and udp is padded to LINE bytes; FLAG_LISTENS is how unix
 * flags one that does. */
enum { LINE = 149, FLAG_LISTENS = 0x10000 };

/* States as Linux numbers them. */
enum {
	UNCONNECTED = 1, /* unix */
	CONNECTING = 2,
	CONNECTED = 3,
	ESTABLISHED = 1, /* tcp, udp */
	SYN_SENT = 2,
	FIN_WAIT2 = 5,
	CLOSE = 7,
	CLOSE_WAIT = 8,
	LISTEN = 10,
};

static void add_name(struct procfs_text *t, const struct address *a)
{
	const char *path = a->u.un.sun_path;
	uint32_t size = a->length - NAME_AT;

	procfs_add(t, " ");
	if (path[0] != '\0') {
		procfs_add_bytes(t, path, strnlen(path, size));
		return;
	}
	for (uint32_t i = 0; i < size; i++)
		procfs_add_bytes(t, path[i] == '\0' ? "@" : &path[i], 1);
}

void net_unix(struct procfs_text *t, struct proc *p)
{
	struct socket *s;

	(void)p;
	procfs_add(t,
		"Num       RefCount Protocol Flags    Type St Inode "
		"Path\n");
	for (s = socket_next(NULL); s != NULL; s = socket_next(s)) {
		int state = s->file == NULL ? CONNECTING : UNCONNECTED;

		if (s->family != AF_UNIX)
			continue;
		if (s->file != NULL && s->state == SOCKET_CONNECTED)
			state = CONNECTED;
		procfs_add(t, "%08x: %08X 00000000 %08X %04X %02X %5u", s->ino,
			s->refs,
			s->state == SOCKET_LISTENING ? FLAG_LISTENS : 0,
			s->type, state, s->file == NULL ? 0 : s->ino);
		if (s->name != NULL)
			add_name(t, s->name);
		procfs_add(t, "\n");
	}
}

static int state_of(const struct socket *s)
{
	if (s->state == SOCKET_LISTENING)
		return LISTEN;
	if (s->state == SOCKET_CONNECTING)
		return SYN_SENT;
	if (s->state == SOCKET_OPEN)
		return CLOSE;
	if (s->type == SOCK_DGRAM)
		return ESTABLISHED;
	if (s->finished)
		return (s->down & DOWN_SEND) != 0 ? CLOSE : CLOSE_WAIT;
	return (s->down & DOWN_SEND) != 0 ? FIN_WAIT2 : ESTABLISHED;
}

static int put_end(
	char *line, size_t size, int family, const struct endpoint *e)
{
	if (family == AF_INET)
		return format(line, size, "%08X:%04X ", e->part[3], e->port);
	return format(line, size, "%08X%08X%08X%08X:%04X ", e->part[0],
		e->part[1], e->part[2], e->part[3], e->port);
}

/* Sockets that only have a port are no connections, and not shown. */
static bool is_shown(const struct socket *s, int family, int type)
{
	return s->family == family && s->type == type && s->local.port != 0 &&
		(type == SOCK_DGRAM || s->state != SOCKET_OPEN);
}

static void add_inet(struct procfs_text *t, int family, int type)
{
	struct socket *s;
	int number = 0;

	for (s = socket_next(NULL); s != NULL; s = socket_next(s)) {
		char line[LINE + 51];
		int n;

		if (!is_shown(s, family, type))
			continue;
		n = format(line, sizeof(line), "%4d: ", number++);
		n += put_end(
			line + n, sizeof(line) - (size_t)n, family, &s->local);
		n += put_end(
			line + n, sizeof(line) - (size_t)n, family, &s->remote);
		format(line + n, sizeof(line) - (size_t)n,
			"%02X %08X:%08X 00:00000000 00000000 %5u %8d %u %d "
			"%08x 0",
			state_of(s), s->charged,
			s->state == SOCKET_LISTENING ? (unsigned)s->npending
						     : s->received,
			s->uid, 0, s->file == NULL ? 0 : s->ino, s->refs,
			s->ino);
		procfs_add(t, "%s", line);
		for (n = (int)strlen(line); n < LINE; n++)
			procfs_add_bytes(t, " ", 1);
		procfs_add(t, "\n");
	}
}

static void add_head(struct procfs_text *t, bool v6, const char *more)
{
	procfs_add(t,
		v6 ? "  sl  local_address                         "
		     "remote_address                        "
		   : "  sl  local_address rem_address   ");
	procfs_add(t,
		"st tx_queue rx_queue tr tm->when retrnsmt   uid  "
		"timeout inode%s\n",
		more);
}

void net_tcp(struct procfs_text *t, struct proc *p)
{
	(void)p;
	add_head(t, false, "");
	add_inet(t, AF_INET, SOCK_STREAM);
}

void net_tcp6(struct procfs_text *t, struct proc *p)
{
	(void)p;
	add_head(t, true, "");
	add_inet(t, AF_INET6, SOCK_STREAM);
}

void net_udp(struct procfs_text *t, struct proc *p)
{
	(void)p;
	add_head(t, false, " ref pointer drops");
	add_inet(t, AF_INET, SOCK_DGRAM);
}

void net_udp6(struct procfs_text *t, struct proc *p)
{
	(void)p;
	add_head(t, true, " ref pointer drops");
	add_inet(t, AF_INET6, SOCK_DGRAM);
}
