/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of hosts, services and interfaces, as libc finds them. */
#define _GNU_SOURCE
#include "test/call/socket.h"

#include <net/if.h>
#include <netdb.h>

static void services(void)
{
	struct servent *s = getservbyname("http", "tcp");

	CHECK(s != NULL);
	SAME(ntohs((uint16_t)s->s_port), 80);
	s = getservbyport(htons(25), "tcp");
	CHECK(s != NULL);
	SAME(strcmp(s->s_name, "smtp"), 0);
	CHECK(getservbyname("no-such-service", "tcp") == NULL);
	CHECK(getprotobyname("tcp") != NULL);
	SAME(getprotobyname("udp")->p_proto, IPPROTO_UDP);
}

static void localhost(void)
{
	struct addrinfo hints = { 0 }, *list;
	struct hostent *h = gethostbyname("localhost");
	char name[64], service[16];
	int four = 0;

	CHECK(h != NULL);
	SAME(h->h_addrtype, AF_INET);
	SAME(memcmp(h->h_addr_list[0], "\177\0\0\1", 4), 0);
	hints.ai_socktype = SOCK_STREAM;
	SAME(getaddrinfo("localhost", "http", &hints, &list), 0);
	for (struct addrinfo *a = list; a != NULL; a = a->ai_next) {
		if (a->ai_family != AF_INET)
			continue;
		four++;
		SAME(((struct sockaddr_in *)a->ai_addr)->sin_port, htons(80));
		SAME(getnameinfo(a->ai_addr, a->ai_addrlen, name, sizeof(name),
			     service, sizeof(service), 0),
			0);
		SAME(strcmp(name, "localhost"), 0);
		SAME(strcmp(service, "http"), 0);
	}
	SAME(four, 1);
	freeaddrinfo(list);
	hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
	SAME(getaddrinfo("::1", "4711", &hints, &list), 0);
	SAME(list->ai_family, AF_INET6);
	freeaddrinfo(list);
	SAME(getaddrinfo("localhost", "4711", &hints, &list), EAI_NONAME);
	OK(gethostname(name, sizeof(name)));
	CHECK(strlen(name) > 0);
	if (on_exa())
		CHECK(gethostbyname("exa") != NULL);
}

/* There is no name server, and nobody waits for one. */
static void unknown(void)
{
	struct addrinfo *list;
	double start = now_ms();

	CHECK(getaddrinfo("no.such.host.example", NULL, NULL, &list) != 0);
	CHECK(gethostbyname("no.such.host.example") == NULL);
	CHECK(now_ms() - start < 1000);
}

static void interfaces(void)
{
	int fd = (int)OK(socket(AF_INET, SOCK_DGRAM, 0)), found = 0;
	struct ifreq list[16], r = { 0 };
	struct ifconf c = { 0 };
	char name[IFNAMSIZ];

	SAME(if_nametoindex("lo"), 1);
	CHECK(if_indextoname(1, name) != NULL);
	SAME(strcmp(name, "lo"), 0);
	SAME(if_nametoindex("none9"), 0);
	c.ifc_len = sizeof(list);
	c.ifc_req = list;
	OK(ioctl(fd, SIOCGIFCONF, &c));
	for (int i = 0; i < c.ifc_len / (int)sizeof(list[0]); i++)
		found += strcmp(list[i].ifr_name, "lo") == 0;
	SAME(found, 1);
	strcpy(r.ifr_name, "lo");
	OK(ioctl(fd, SIOCGIFADDR, &r));
	SAME(((struct sockaddr_in *)&r.ifr_addr)->sin_addr.s_addr,
		htonl(INADDR_LOOPBACK));
	OK(ioctl(fd, SIOCGIFFLAGS, &r));
	SAME(r.ifr_flags & (IFF_UP | IFF_LOOPBACK | IFF_RUNNING),
		IFF_UP | IFF_LOOPBACK | IFF_RUNNING);
	FAILS(ioctl(fd, SIOCSIFFLAGS, &r), EPERM);
	strcpy(r.ifr_name, "none9");
	FAILS(ioctl(fd, SIOCGIFADDR, &r), ENODEV);
	OK(close(fd));
}

/* /proc/net tells of a listening socket by its number. */
static void listed(void)
{
	int port, fd = tcp_listener(1, &port), found = 0;
	FILE *file = fopen("/proc/net/tcp", "r");
	char line[256], wanted[64];
	struct stat st;

	CHECK(file != NULL);
	OK(fstat(fd, &st));
	snprintf(wanted, sizeof(wanted), "0100007F:%04X 00000000:0000 0A ",
		port);
	while (fgets(line, sizeof(line), file) != NULL)
		found += strstr(line, wanted) != NULL;
	SAME(found, 1);
	fclose(file);
	OK(close(fd));
	file = fopen("/proc/net/unix", "r");
	CHECK(file != NULL);
	CHECK(fgets(line, sizeof(line), file) != NULL);
	SAME(strcmp(line,
		     "Num       RefCount Protocol Flags    Type St "
		     "Inode Path\n"),
		0);
	fclose(file);
}

int main(void)
{
	services();
	localhost();
	if (on_exa())
		unknown();
	interfaces();
	listed();
	return 0;
}
