/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ancillary data: cmsg(3), SCM_RIGHTS and SCM_CREDENTIALS of unix(7). */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

/* Most bytes a program may send along, as Linux's optmem_max. */
enum { CONTROL_MAX = 20480, HEAD = CMSG_LEN(0) };

static int send_rights(struct socket *s, struct transfer *t,
	const uint8_t *data, uint32_t size)
{
	int count = (int)(size / sizeof(int));
	int fd[RIGHTS_MAX];

	if (s->family != AF_UNIX || count > RIGHTS_MAX)
		return -EINVAL;
	if (count == 0)
		return 0;
	if (t->rights != NULL)
		return -EINVAL;
	memcpy(fd, data, (size_t)count * sizeof(int));
	return rights_new(fd, count, &t->rights);
}

/* Only root may be somebody else. */
static int send_credentials(
	struct transfer *t, const uint8_t *data, uint32_t size)
{
	const struct cred *mine = &current->cred;
	struct credentials c;

	if (size != sizeof(c))
		return -EINVAL;
	memcpy(&c, data, sizeof(c));
	if (mine->euid == 0 && c.pid != current->pid &&
		proc_find(c.pid) == NULL)
		return -ESRCH;
	if (mine->euid != 0 &&
		(c.pid != current->pid ||
			(c.uid != mine->ruid && c.uid != mine->euid &&
				c.uid != mine->suid) ||
			(c.gid != mine->rgid && c.gid != mine->egid &&
				c.gid != mine->sgid)))
		return -EPERM;
	t->cred = c;
	return 0;
}

static int send_one(struct socket *s, struct transfer *t,
	const struct cmsghdr *head, const uint8_t *data)
{
	uint32_t size = head->cmsg_len - HEAD;

	if (head->cmsg_level != SOL_SOCKET)
		return s->protocol == &udp ? -EINVAL : 0;
	if (s->family != AF_UNIX)
		return head->cmsg_type == SCM_RIGHTS ||
				head->cmsg_type == SCM_CREDENTIALS
			? 0
			: -EINVAL;
	switch (head->cmsg_type) {
	case SCM_RIGHTS:
		return send_rights(s, t, data, size);
	case SCM_CREDENTIALS:
		return send_credentials(t, data, size);
	default:
		return -EINVAL;
	}
}

static int send_each(struct socket *s, struct transfer *t, const uint8_t *bytes,
	uint32_t size)
{
	struct cmsghdr head;
	uint32_t at = 0;
	int error = 0;

	while (error == 0 && at < size && size - at >= sizeof(head)) {
		memcpy(&head, bytes + at, sizeof(head));
		if (head.cmsg_len < HEAD || head.cmsg_len > size - at)
			return -EINVAL;
		error = send_one(s, t, &head, bytes + at + HEAD);
		at += CMSG_ALIGN(head.cmsg_len);
	}
	return error;
}

int control_send(
	struct socket *s, struct transfer *t, uint32_t address, uint32_t size)
{
	uint8_t *bytes;
	int error;

	if (size > CONTROL_MAX)
		return -ENOBUFS;
	if (size < sizeof(struct cmsghdr))
		return 0;
	bytes = kmalloc(size);
	if (bytes == NULL)
		return -ENOBUFS;
	error = copy_from_user(bytes, address, size);
	if (error == 0)
		error = send_each(s, t, bytes, size);
	kfree(bytes);
	return error;
}

/* Where recvmsg() puts what comes along. */
struct output {
	uint32_t address, left, used;
	int flags; /* MSG_CTRUNC */
};

/* Appends one message, cut off at what there is room for. */
static int put(struct output *out, int level, int type, const void *data,
	uint32_t size)
{
	struct cmsghdr head = { HEAD + size, level, type };
	uint32_t space = CMSG_SPACE(size);
	int error;

	if (out->left < sizeof(head)) {
		out->flags |= MSG_CTRUNC;
		return 0;
	}
	if (out->left < head.cmsg_len) {
		out->flags |= MSG_CTRUNC;
		head.cmsg_len = out->left;
		size = out->left - HEAD;
	}
	error = copy_to_user(out->address, &head, sizeof(head));
	if (error == 0)
		error = copy_to_user(out->address + HEAD, data, size);
	if (space > out->left)
		space = out->left;
	out->address += space;
	out->left -= space;
	out->used += space;
	return error;
}

/* The files become descriptors, as many as there is room for. */
static int put_rights(struct output *out, struct rights *r, bool cloexec)
{
	int fd[RIGHTS_MAX];
	uint32_t room = out->left < HEAD ? 0 : (out->left - HEAD) / 4;
	int count = 0;

	while (count < r->count && (uint32_t)count < room) {
		fd[count] = file_install(current, r->file[count], 0, cloexec);
		if (fd[count] < 0)
			break;
		r->file[count++]->refs++;
	}
	if (count < r->count)
		out->flags |= MSG_CTRUNC;
	if (count == 0)
		return 0;
	return put(out, SOL_SOCKET, SCM_RIGHTS, fd,
		(uint32_t)count * (uint32_t)sizeof(int));
}

/* Where a datagram was sent to. */
static int put_target(
	struct output *out, const struct socket *s, const struct endpoint *e)
{
	struct in_pktinfo info = { .ipi_ifindex = 1 };
	struct in6_pktinfo info6 = { .ipi6_ifindex = 1 };
	int error = 0;

	if (s->options.pktinfo && inet_is_v4(e)) {
		info.ipi_addr.s_addr = info.ipi_spec_dst.s_addr = e->part[3];
		error = put(out, IPPROTO_IP, IP_PKTINFO, &info, sizeof(info));
	}
	if (error == 0 && s->options.pktinfo6) {
		memcpy(&info6.ipi6_addr, e->part, sizeof(e->part));
		error = put(
			out, IPPROTO_IPV6, IPV6_PKTINFO, &info6, sizeof(info6));
	}
	return error;
}

int control_receive(
	struct socket *s, struct transfer *t, uint32_t address, uint32_t *size)
{
	struct output out = { .address = address, .left = *size };
	bool cloexec = (t->flags & MSG_CMSG_CLOEXEC) != 0;
	int error = 0;

	if (address == 0)
		out.left = 0;
	if (socket_option(s, SO_PASSCRED) && t->has_cred)
		error = put(&out, SOL_SOCKET, SCM_CREDENTIALS, &t->cred,
			sizeof(t->cred));
	if (error == 0 && t->rights != NULL)
		error = put_rights(&out, t->rights, cloexec);
	if (error == 0 && t->has_cred && s->protocol == &udp)
		error = put_target(&out, s, &t->target);
	rights_free(t->rights);
	t->rights = NULL;
	t->out_flags |= out.flags;
	*size = out.used;
	return error;
}
