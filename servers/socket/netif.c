/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls on network interfaces: netdevice(7). There is "lo", index 1. */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <string.h>
#include <sys/ioctl.h>

#include "servers/socket/socket.h"

enum { LO_INDEX = 1, LO_MTU = 65536, LO_QUEUE = 1000 };

static void put_address(struct sockaddr *to, uint32_t address)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	in.sin_addr.s_addr = htonl(address);
	memcpy(to, &in, sizeof(in));
}

/* SIOCGIFCONF: the addresses of all interfaces. */
static int list_all(uint32_t argument)
{
	struct ifconf c;
	struct ifreq r = { .ifr_name = "lo" };
	int error = copy_from_user(&c, argument, sizeof(c));

	if (error < 0)
		return error;
	if (c.ifc_len < 0)
		return -EINVAL;
	put_address(&r.ifr_addr, INADDR_LOOPBACK);
	if (c.ifc_buf == NULL) {
		c.ifc_len = sizeof(r);
	} else if ((size_t)c.ifc_len >= sizeof(r)) {
		c.ifc_len = sizeof(r);
		error = copy_to_user((uint32_t)c.ifc_buf, &r, sizeof(r));
	} else {
		c.ifc_len = 0;
	}
	return error < 0 ? error : copy_to_user(argument, &c, sizeof(c));
}

static int answer(uint32_t request, struct ifreq *r)
{
	switch (request) {
	case SIOCGIFADDR:
		put_address(&r->ifr_addr, INADDR_LOOPBACK);
		return 0;
	case SIOCGIFNETMASK:
		put_address(&r->ifr_netmask, 0xff000000);
		return 0;
	case SIOCGIFBRDADDR:
	case SIOCGIFDSTADDR:
		put_address(&r->ifr_broadaddr,
			request == SIOCGIFDSTADDR ? INADDR_LOOPBACK : 0);
		return 0;
	case SIOCGIFFLAGS:
		r->ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
		return 0;
	case SIOCGIFINDEX:
		r->ifr_ifindex = LO_INDEX;
		return 0;
	case SIOCGIFMTU:
		r->ifr_mtu = LO_MTU;
		return 0;
	case SIOCGIFMETRIC:
		r->ifr_metric = 0;
		return 0;
	case SIOCGIFTXQLEN:
		r->ifr_qlen = LO_QUEUE;
		return 0;
	case SIOCGIFHWADDR:
		memset(&r->ifr_hwaddr, 0, sizeof(r->ifr_hwaddr));
		r->ifr_hwaddr.sa_family = ARPHRD_LOOPBACK;
		return 0;
	default:
		return -ENOTTY;
	}
}

static bool is_set_request(uint32_t request)
{
	return request == SIOCSIFADDR || request == SIOCSIFFLAGS ||
		request == SIOCSIFNETMASK || request == SIOCSIFBRDADDR ||
		request == SIOCSIFMTU || request == SIOCSIFNAME ||
		request == SIOCSIFHWADDR || request == SIOCSIFMETRIC;
}

int netif_ioctl(uint32_t request, uint32_t argument)
{
	struct ifreq r;
	int error;

	if (request == SIOCGIFCONF)
		return list_all(argument);
	r = (struct ifreq){ 0 };
	if (request != SIOCGIFNAME && !is_set_request(request) &&
		answer(request, &r) < 0)
		return -ENOTTY;
	error = copy_from_user(&r, argument, sizeof(r));
	if (error < 0)
		return error;
	if (is_set_request(request))
		return -EPERM; /* root too: nothing of it can be changed */
	r.ifr_name[IFNAMSIZ - 1] = '\0';
	if (request == SIOCGIFNAME) {
		if (r.ifr_ifindex != LO_INDEX)
			return -ENODEV;
		strcpy(r.ifr_name, "lo");
	} else if (strcmp(r.ifr_name, "lo") != 0) {
		return -ENODEV;
	} else {
		answer(request, &r);
	}
	return copy_to_user(argument, &r, sizeof(r));
}
