/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sys/socket.h, arpa/inet.h, and a few of others. */
#include "shell/cc/native.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <unistd.h>

#define SOCKET(X)                                                              \
	X(socket, a->i = socket(a[0].i, a[1].i, a[2].i))                       \
	X(socketpair, a->i = socketpair(a[0].i, a[1].i, a[2].i, a[3].p))       \
	X(bind, a->i = bind(a[0].i, a[1].p, a[2].u))                           \
	X(listen, a->i = listen(a[0].i, a[1].i))                               \
	X(accept, a->i = accept(a[0].i, a[1].p, a[2].p))                       \
	X(connect, a->i = connect(a[0].i, a[1].p, a[2].u))                     \
	X(shutdown, a->i = shutdown(a[0].i, a[1].i))                           \
	X(send, a->n = send(a[0].i, a[1].p, a[2].z, a[3].i))                   \
	X(recv, a->n = recv(a[0].i, a[1].p, a[2].z, a[3].i))                   \
	X(sendto,                                                              \
		a->n = sendto(a[0].i, a[1].p, a[2].z, a[3].i, a[4].p, a[5].u)) \
	X(recvfrom,                                                            \
		a->n = recvfrom(                                               \
			a[0].i, a[1].p, a[2].z, a[3].i, a[4].p, a[5].p))       \
	X(setsockopt,                                                          \
		a->i = setsockopt(a[0].i, a[1].i, a[2].i, a[3].p, a[4].u))     \
	X(getsockopt,                                                          \
		a->i = getsockopt(a[0].i, a[1].i, a[2].i, a[3].p, a[4].p))     \
	X(getsockname, a->i = getsockname(a[0].i, a[1].p, a[2].p))             \
	X(getpeername, a->i = getpeername(a[0].i, a[1].p, a[2].p))             \
	X(htons, a->u = htons((uint16_t)a[0].u))                               \
	X(ntohs, a->u = ntohs((uint16_t)a[0].u))                               \
	X(htonl, a->u = htonl(a[0].u))                                         \
	X(ntohl, a->u = ntohl(a[0].u))                                         \
	X(inet_addr, a->u = inet_addr(a[0].s))                                 \
	X(inet_pton, a->i = inet_pton(a[0].i, a[1].s, a[2].p))                 \
	X(inet_ntop,                                                           \
		a->p = (void *)(uintptr_t)inet_ntop(                           \
			a[0].i, a[1].p, a[2].s, a[3].u))                       \
	X(uname, a->i = uname(a[0].p))                                         \
	X(pipe2, a->i = pipe2(a[0].p, a[1].i))                                 \
	X(mmap, a->p = mmap(a[0].p, a[1].z, a[2].i, a[3].i, a[4].i, a[5].l))   \
	X(munmap, a->i = munmap(a[0].p, a[1].z))

SOCKET(DEFINE)

const struct native natives_socket[] = { SOCKET(ENTRY){ 0 } };
