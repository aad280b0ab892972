/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sendto, recvfrom, sendmsg, recvmsg, sendmmsg, recvmmsg. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/host.h"
#include "servers/resmgr/file.h"
#include "servers/socket/socket.h"

/* struct mmsghdr in a program. */
struct user_mmsghdr {
	struct msghdr head;
	uint32_t length;
};

static int effective_flags(const struct file *f, uint32_t flags)
{
	if ((f->flags & O_NONBLOCK) != 0)
		flags |= MSG_DONTWAIT;
	return (int)flags;
}

static void own_credentials(struct transfer *t)
{
	t->cred = (struct credentials){ current->pid, current->cred.ruid,
		current->cred.rgid };
}

int do_sendto(const uint32_t *args)
{
	struct transfer t = { 0 };
	struct address a;
	struct socket *s;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = uio_user(
			&t.io, args[1], args[2] > INT_MAX ? INT_MAX : args[2]);
	if (error == 0 && args[4] != 0)
		error = address_get(&a, args[4], args[5]);
	if (error < 0)
		return error;
	t.to = args[4] != 0 ? &a : NULL;
	t.flags = effective_flags(f, args[3]);
	own_credentials(&t);
	return socket_send(s, &t);
}

int do_recvfrom(const uint32_t *args)
{
	struct address a = { 0 };
	struct transfer t = { .from = args[4] != 0 ? &a : NULL };
	struct socket *s;
	struct file *f;
	int result = socket_of_fd(args[0], &f, &s), error;

	if (result == 0)
		result = uio_user(
			&t.io, args[1], args[2] > INT_MAX ? INT_MAX : args[2]);
	if (result < 0)
		return result;
	t.flags = effective_flags(f, args[3]);
	result = s->protocol->receive(s, &t);
	rights_free(t.rights);
	if (result < 0 || args[4] == 0)
		return result;
	error = address_put(&a, args[4], args[5]);
	return error < 0 ? error : result;
}

/* The vector of a message, in kernel memory that the caller frees. */
static int get_vector(
	const struct msghdr *m, struct iovec **vector, struct uio *io)
{
	uint32_t count = (uint32_t)m->msg_iovlen;
	int error = 0;

	*vector = NULL;
	if (count > IOV_MAX)
		return -EMSGSIZE;
	*vector = kmalloc((count + 1) * sizeof(**vector));
	if (*vector == NULL)
		return -ENOMEM;
	if (count > 0)
		error = copy_from_user(*vector, (uint32_t)m->msg_iov,
			count * sizeof(**vector));
	return error < 0 ? error : uio_vector(io, *vector, count);
}

static int send_message(struct file *f, struct socket *s,
	const struct msghdr *m, uint32_t flags)
{
	struct transfer t = { 0 };
	struct address a;
	struct iovec *vector;
	uint32_t length = m->msg_namelen;
	int result;

	if ((int)length < 0)
		return -EINVAL;
	if (length > sizeof(a.u))
		length = sizeof(a.u);
	result = get_vector(m, &vector, &t.io);
	if (result == 0 && m->msg_name != NULL && length > 0) {
		result = address_get(&a, (uint32_t)m->msg_name, length);
		t.to = &a;
	}
	own_credentials(&t);
	if (result == 0 && m->msg_control != NULL)
		result = control_send(
			s, &t, (uint32_t)m->msg_control, m->msg_controllen);
	t.flags = effective_flags(f, flags);
	if (result == 0)
		result = socket_send(s, &t);
	rights_free(t.rights);
	kfree(vector);
	return result;
}

int do_sendmsg(const uint32_t *args)
{
	struct socket *s;
	struct msghdr m;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = copy_from_user(&m, args[1], sizeof(m));
	return error < 0 ? error : send_message(f, s, &m, args[2]);
}

/* Gives the program what recvmsg() tells besides the data. */
static int give_head(
	struct socket *s, struct transfer *t, struct msghdr *m, uint32_t user)
{
	uint32_t room = m->msg_namelen, size = m->msg_controllen;
	int error = 0;

	if (t->from != NULL) {
		if (room > t->from->length)
			room = t->from->length;
		error = copy_to_user((uint32_t)m->msg_name, &t->from->u, room);
		m->msg_namelen = t->from->length;
	}
	if (error == 0)
		error = control_receive(s, t, (uint32_t)m->msg_control, &size);
	m->msg_controllen = size;
	m->msg_flags = t->out_flags | (t->flags & MSG_CMSG_CLOEXEC);
	if (error == 0)
		error = copy_to_user(user, m, sizeof(*m));
	return error;
}

/* m: the program's struct at user, of which a part is written back. */
static int receive_message(struct file *f, struct socket *s, struct msghdr *m,
	uint32_t user, uint32_t flags)
{
	struct address a = { 0 };
	struct transfer t = { .from = m->msg_name != NULL ? &a : NULL };
	struct iovec *vector;
	int result, error;

	if ((int)m->msg_namelen < 0)
		return -EINVAL;
	result = get_vector(m, &vector, &t.io);
	if (result == 0) {
		t.flags = effective_flags(f, flags);
		result = s->protocol->receive(s, &t);
	}
	if (result >= 0) {
		error = give_head(s, &t, m, user);
		result = error < 0 ? error : result;
	}
	rights_free(t.rights);
	kfree(vector);
	return result;
}

int do_recvmsg(const uint32_t *args)
{
	struct socket *s;
	struct msghdr m;
	struct file *f;
	int error = socket_of_fd(args[0], &f, &s);

	if (error == 0)
		error = copy_from_user(&m, args[1], sizeof(m));
	return error < 0 ? error : receive_message(f, s, &m, args[1], args[2]);
}

int do_sendmmsg(const uint32_t *args)
{
	uint32_t count = args[2] < IOV_MAX ? args[2] : IOV_MAX;
	uint32_t sent, at = args[1];
	struct user_mmsghdr m;
	struct socket *s;
	struct file *f;
	int result = socket_of_fd(args[0], &f, &s);

	for (sent = 0; result >= 0 && sent < count; at += sizeof(m)) {
		result = copy_from_user(&m, at, sizeof(m));
		if (result == 0)
			result = send_message(f, s, &m.head, args[3]);
		if (result < 0)
			break;
		m.length = (uint32_t)result;
		result = copy_to_user(
			at + offsetof(struct user_mmsghdr, length), &m.length,
			sizeof(m.length));
		sent += result == 0;
	}
	return sent > 0 ? (int)sent : result;
}

/* When recvmmsg() is to end; looked at between two messages only. */
static int get_deadline(uint32_t address, double *deadline)
{
	struct timespec ts;
	int error;

	*deadline = 0;
	if (address == 0)
		return 0;
	error = clock_timespec_from_user(&ts, address);
	if (error == 0)
		*deadline = clock_deadline(&ts);
	return error;
}

static int receive_one(
	struct file *f, struct socket *s, uint32_t at, uint32_t flags)
{
	struct user_mmsghdr m;
	int result = copy_from_user(&m, at, sizeof(m));

	if (result == 0)
		result = receive_message(f, s, &m.head, at, flags);
	if (result < 0)
		return result;
	m.length = (uint32_t)result;
	return copy_to_user(at + offsetof(struct user_mmsghdr, length),
		&m.length, sizeof(m.length));
}

int do_recvmmsg(const uint32_t *args)
{
	uint32_t count = args[2] < IOV_MAX ? args[2] : IOV_MAX;
	uint32_t flags = args[3] & ~(uint32_t)MSG_WAITFORONE;
	uint32_t done = 0, at = args[1];
	double deadline = 0;
	struct socket *s;
	struct file *f;
	int result = socket_of_fd(args[0], &f, &s);

	if (result == 0)
		result = get_deadline(args[4], &deadline);
	while (result >= 0 && done < count) {
		result = receive_one(f, s, at, flags);
		if (result < 0)
			break;
		done++;
		at += sizeof(struct user_mmsghdr);
		if ((args[3] & MSG_WAITFORONE) != 0)
			flags |= MSG_DONTWAIT;
		if (deadline > 0 && host_now() >= deadline)
			break;
	}
	return done > 0 ? (int)done : result;
}
