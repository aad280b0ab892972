/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of IP, IPv6 and TCP: ip(7), ipv6(7), tcp(7). Most tune what
 * happens on a wire; here they are kept and told, and there is nothing else
 * to be done: data is never delayed, split or sent again. Those that would
 * have to do something else are not there (ENOPROTOOPT).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>

#include "servers/socket/socket.h"

struct ip_option {
	int level, name;
	size_t field; /* in struct socket_options */
	int least, most, initial;
};

#define FIELD(name) offsetof(struct socket_options, name)

static const struct ip_option table[] = {
	{ IPPROTO_IP, IP_TOS, FIELD(tos), 0, 255, 0 },
	{ IPPROTO_IP, IP_TTL, FIELD(ttl), 1, 255, 64 },
	{ IPPROTO_IP, IP_PKTINFO, FIELD(pktinfo), 0, 1, 0 },
	{ IPPROTO_IP, IP_MULTICAST_TTL, FIELD(multicast_ttl), 0, 255, 1 },
	{ IPPROTO_IP, IP_MULTICAST_LOOP, FIELD(multicast_loop), 0, 1, 1 },
	{ IPPROTO_IPV6, IPV6_V6ONLY, FIELD(v6only), 0, 1, 0 },
	{ IPPROTO_IPV6, IPV6_RECVPKTINFO, FIELD(pktinfo6), 0, 1, 0 },
	{ IPPROTO_IPV6, IPV6_UNICAST_HOPS, FIELD(hops), 0, 255, 64 },
	{ IPPROTO_IPV6, IPV6_MULTICAST_HOPS, FIELD(multicast_hops), 0, 255, 1 },
	{ IPPROTO_IPV6, IPV6_MULTICAST_LOOP, FIELD(multicast_loop6), 0, 1, 1 },
	{ IPPROTO_IPV6, IPV6_TCLASS, FIELD(traffic_class), 0, 255, 0 },
	{ IPPROTO_TCP, TCP_NODELAY, FIELD(nodelay), 0, 1, 0 },
	{ IPPROTO_TCP, TCP_CORK, FIELD(cork), 0, 1, 0 },
	{ IPPROTO_TCP, TCP_QUICKACK, FIELD(quickack), 0, 1, 1 },
	{ IPPROTO_TCP, TCP_MAXSEG, FIELD(segment), 88, 32767, 536 },
	{ IPPROTO_TCP, TCP_SYNCNT, FIELD(syn_count), 1, 127, 6 },
	{ IPPROTO_TCP, TCP_KEEPIDLE, FIELD(keep_idle), 1, 32767, 7200 },
	{ IPPROTO_TCP, TCP_KEEPINTVL, FIELD(keep_interval), 1, 32767, 75 },
	{ IPPROTO_TCP, TCP_KEEPCNT, FIELD(keep_count), 1, 127, 9 },
	{ IPPROTO_TCP, TCP_USER_TIMEOUT, FIELD(user_timeout), 0, INT32_MAX, 0 },
};

enum { OPTIONS = sizeof(table) / sizeof(table[0]) };

static int *field_of(struct socket *s, const struct ip_option *o)
{
	return (int *)(void *)((char *)&s->options + o->field);
}

void ip_defaults(struct socket *s)
{
	for (int i = 0; i < OPTIONS; i++)
		*field_of(s, &table[i]) = table[i].initial;
}

/* Whether the protocol of s has options of that level at all. */
static bool has_level(const struct socket *s, int level)
{
	return level == IPPROTO_IP ||
		(level == IPPROTO_IPV6 && s->family == AF_INET6) ||
		(level == IPPROTO_TCP && s->type == SOCK_STREAM);
}

static const struct ip_option *find(const struct socket *s, int level, int name)
{
	if (!has_level(s, level))
		return NULL;
	for (int i = 0; i < OPTIONS; i++)
		if (table[i].level == level && table[i].name == name)
			return &table[i];
	return NULL;
}

/* IP's own options may be given as a char. */
static int get_value(int level, const void *value, uint32_t size, int *n)
{
	if (size >= sizeof(*n))
		memcpy(n, value, sizeof(*n));
	else if (level == IPPROTO_IP && size >= 1)
		*n = *(const uint8_t *)value;
	else
		return -EINVAL;
	return 0;
}

/* The loopback interface by address or index; -EADDRNOTAVAIL, -ENODEV. */
static int check_interface(const struct ip_mreqn *m)
{
	uint32_t address = ntohl(m->imr_address.s_addr);

	if (m->imr_ifindex != 0)
		return m->imr_ifindex == 1 ? 0 : -ENODEV;
	return address >> 24 == 127 ? 0 : -ENODEV;
}

static int get_mreqn(const void *value, uint32_t size, struct ip_mreqn *m)
{
	if (size < sizeof(struct ip_mreq))
		return -EINVAL;
	*m = (struct ip_mreqn){ 0 };
	memcpy(m, value,
		size < sizeof(*m) ? sizeof(struct ip_mreq) : sizeof(*m));
	return 0;
}

static int set_group(
	struct socket *s, bool add, const void *value, uint32_t size)
{
	struct ip_mreqn m;
	int i = 0, error = get_mreqn(value, size, &m);

	if (error < 0)
		return error;
	if (ntohl(m.imr_multiaddr.s_addr) >> 28 != 14)
		return -EINVAL;
	error = check_interface(&m);
	if (error < 0)
		return error;
	while (i < s->ngroups && s->group[i] != m.imr_multiaddr.s_addr)
		i++;
	if (add && i < s->ngroups)
		return -EADDRINUSE;
	if (add && i == GROUPS_MAX)
		return -ENOBUFS;
	if (!add && i == s->ngroups)
		return -EADDRNOTAVAIL;
	if (add)
		s->group[s->ngroups++] = m.imr_multiaddr.s_addr;
	else
		s->group[i] = s->group[--s->ngroups];
	return 0;
}

static int set_interface(struct socket *s, const void *value, uint32_t size)
{
	struct ip_mreqn m = { 0 };
	int error = 0;

	if (size < sizeof(struct in_addr))
		return -EINVAL;
	if (size < sizeof(struct ip_mreq))
		memcpy(&m.imr_address, value, sizeof(m.imr_address));
	else
		error = get_mreqn(value, size, &m);
	if (error == 0 && m.imr_ifindex == 0 && m.imr_address.s_addr == 0) {
		s->multicast_if = 0;
		return 0;
	}
	if (error == 0 && check_interface(&m) < 0)
		error = -EADDRNOTAVAIL;
	if (error == 0)
		s->multicast_if = htonl(INADDR_LOOPBACK);
	return error;
}

int ip_set(
	struct socket *s, int level, int name, const void *value, uint32_t size)
{
	const struct ip_option *o = find(s, level, name);
	int n, error;

	if (level == IPPROTO_IP &&
		(name == IP_ADD_MEMBERSHIP || name == IP_DROP_MEMBERSHIP))
		return s->type == SOCK_DGRAM
			? set_group(s, name == IP_ADD_MEMBERSHIP, value, size)
			: -EPROTO;
	if (level == IPPROTO_IP && name == IP_MULTICAST_IF)
		return s->type == SOCK_DGRAM ? set_interface(s, value, size)
					     : -EINVAL;
	if (o == NULL)
		return -ENOPROTOOPT;
	error = get_value(level, value, size, &n);
	if (error < 0)
		return error;
	if (name == IPV6_V6ONLY && level == IPPROTO_IPV6 && s->local.port != 0)
		return -EINVAL;
	if (o->least == 0 && o->most == 1)
		n = n != 0;
	if (n == -1 && level != IPPROTO_TCP)
		n = o->initial;
	if (n < o->least || n > o->most)
		return -EINVAL;
	*field_of(s, o) = n;
	return 0;
}

/* Of TCP_INFO only the state means anything; the times are none. */
static int get_info(struct socket *s, void *value, uint32_t room)
{
	struct tcp_info info = { 0 };

	if (s->state == SOCKET_LISTENING)
		info.tcpi_state = TCP_LISTEN;
	else if (s->state == SOCKET_CONNECTING)
		info.tcpi_state = TCP_SYN_SENT;
	else if (s->state == SOCKET_OPEN || s->down == DOWN_BOTH)
		info.tcpi_state = TCP_CLOSE;
	else if ((s->down & DOWN_SEND) != 0)
		info.tcpi_state = TCP_FIN_WAIT2;
	else
		info.tcpi_state = s->finished ? TCP_CLOSE_WAIT
					      : TCP_ESTABLISHED;
	if (room > sizeof(info))
		room = sizeof(info);
	memcpy(value, &info, room);
	return (int)room;
}

int ip_get(struct socket *s, int level, int name, void *value, uint32_t room)
{
	const struct ip_option *o = find(s, level, name);
	int n;

	if (has_level(s, level) && level == IPPROTO_TCP && name == TCP_INFO)
		return get_info(s, value, room);
	if (level == IPPROTO_IP && name == IP_MULTICAST_IF)
		n = (int)s->multicast_if;
	else if (o == NULL)
		return s->family == AF_INET && !has_level(s, level)
			? -EOPNOTSUPP
			: -ENOPROTOOPT;
	else
		n = *field_of(s, o);
	if (room > sizeof(n))
		room = sizeof(n);
	if (room < sizeof(n) && level == IPPROTO_IP && room > 0)
		room = 1;
	memcpy(value, &n, room);
	return (int)room;
}
