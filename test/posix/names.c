/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <netdb.h>, <arpa/inet.h>, <net/if.h>: what needs no network. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/socket.h>

#include "test/call/call.h"

static void addresses(void)
{
	struct in_addr in;
	struct in6_addr in6;
	char text[INET6_ADDRSTRLEN];

	CHECK(htonl(0x01020304) == inet_addr("1.2.3.4") &&
		ntohl(1) == htonl(1));
	CHECK(htons(0x102) == 0x201 && ntohs(0x201) == 0x102);
	SAME(inet_aton("127.1", &in), 1);
	CHECK(in.s_addr == htonl(INADDR_LOOPBACK));
	SAME(inet_aton("256.1.1.1", &in), 0);
	SAME(inet_aton("0x7f.0.0.1", &in), 1);
	CHECK(inet_addr("nonsense") == INADDR_NONE);
	CHECK(strcmp(inet_ntoa(in), "127.0.0.1") == 0);
	CHECK(inet_network("10.1.2.3") == 0x0a010203);
	CHECK(inet_netof(inet_makeaddr(10, 5)) == 10);
	CHECK(inet_lnaof(inet_makeaddr(10, 5)) == 5);
	SAME(inet_pton(AF_INET, "1.2.3.4", &in), 1);
	SAME(inet_pton(AF_INET, "1.2.3", &in), 0);
	SAME(inet_pton(AF_INET, "1.2.3.256", &in), 0);
	SAME(inet_pton(AF_INET6, "2001:db8::1", &in6), 1);
	CHECK(inet_ntop(AF_INET6, &in6, text, sizeof(text)) == text);
	CHECK(strcmp(text, "2001:db8::1") == 0);
	SAME(inet_pton(AF_INET6, "::ffff:1.2.3.4", &in6), 1);
	CHECK(IN6_IS_ADDR_V4MAPPED(&in6));
	SAME(inet_pton(AF_INET6, "1::2::3", &in6), 0);
	FAILS(inet_pton(999, "1", &in), EAFNOSUPPORT);
	CHECK(inet_ntop(AF_INET, &in, text, 3) == NULL && errno == ENOSPC);
	CHECK(inet_ntop(999, &in, text, 30) == NULL);
	SAME(errno, EAFNOSUPPORT);
}

static void lookups(void)
{
	struct addrinfo hints = { .ai_flags = AI_NUMERICHOST,
		.ai_family = AF_INET,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	char host[100], service[20];

	SAME(getaddrinfo("127.0.0.1", "80", &hints, &list), 0);
	struct sockaddr_in *sin = (struct sockaddr_in *)(void *)list->ai_addr;
	CHECK(sin->sin_family == AF_INET && sin->sin_port == htons(80));
	CHECK(sin->sin_addr.s_addr == htonl(INADDR_LOOPBACK));
	SAME(list->ai_socktype, SOCK_STREAM);
	SAME(getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof(host),
		     service, sizeof(service), NI_NUMERICHOST | NI_NUMERICSERV),
		0);
	CHECK(strcmp(host, "127.0.0.1") == 0 && strcmp(service, "80") == 0);
	SAME(getnameinfo(list->ai_addr, list->ai_addrlen, host, 2, NULL, 0,
		     NI_NUMERICHOST),
		EAI_OVERFLOW);
	freeaddrinfo(list);
	SAME(getaddrinfo("not.numeric", NULL, &hints, &list), EAI_NONAME);
	SAME(getaddrinfo(NULL, NULL, &hints, &list), EAI_NONAME);
	hints.ai_flags = 0x40000000;
	CHECK(getaddrinfo("127.0.0.1", NULL, &hints, &list) == EAI_BADFLAGS);
	hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
	SAME(getaddrinfo(NULL, "8080", &hints, &list), 0);
	sin = (struct sockaddr_in *)(void *)list->ai_addr;
	CHECK(sin->sin_addr.s_addr == htonl(INADDR_ANY));
	freeaddrinfo(list);
	SAME(getaddrinfo(NULL, "http-x", &hints, &list), EAI_NONAME);
	CHECK(gai_strerror(EAI_NONAME)[0] != 0);
	hints = (struct addrinfo){ .ai_family = AF_INET };
	SAME(getaddrinfo("localhost", NULL, &hints, &list), 0);
	freeaddrinfo(list);
}

/* These read no files in musl and may find nothing in a small system. */
static void databases(void)
{
	sethostent(1);
	gethostent();
	endhostent();
	setnetent(0);
	getnetent();
	CHECK(getnetbyname("no-such-net") == NULL);
	CHECK(getnetbyaddr(12345, AF_INET) == NULL);
	endnetent();
	setservent(0);
	getservent();
	CHECK(getservbyname("no-such-service", "tcp") == NULL);
	CHECK(getservbyport(htons(64999), "tcp") == NULL);
	endservent();
	setprotoent(0);
	struct protoent *p = getprotobyname("tcp");
	CHECK(p == NULL || p->p_proto == 6);
	p = getprotobynumber(17);
	CHECK(p == NULL || strcmp(p->p_name, "udp") == 0);
	getprotoent();
	endprotoent();
}

static void interfaces(void)
{
	char name[IF_NAMESIZE];
	unsigned lo = if_nametoindex("lo");

	CHECK(lo != 0);
	CHECK(if_indextoname(lo, name) && strcmp(name, "lo") == 0);
	SAME(if_nametoindex("none0"), 0);
	CHECK(if_indextoname(9999, name) == NULL && errno == ENXIO);
	struct if_nameindex *list = if_nameindex();
	/* musl asks a routing socket: docs/limits.md. */
	CHECK(list != NULL || (on_exa() && errno == ENOBUFS));
	if (list)
		if_freenameindex(list);
}

static void marks(void)
{
	int pair[2];

	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	errno = 0;
	CHECK(sockatmark(pair[0]) != 1);
	FAILS(sockatmark(-1), EBADF);
	OK(close(pair[0]));
	OK(close(pair[1]));
}

int main(void)
{
	addresses();
	lookups();
	databases();
	interfaces();
	marks();
	return 0;
}
