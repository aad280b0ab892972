/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing the host's standard streams; a busy one is waited for. */
#include "servers/resmgr/hoststream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "servers/resmgr/file.h"

enum { STREAMS = 3, CHUNK = 65536 };

struct stream {
	struct waitq queue;
	bool ready_made;
};

static struct stream streams[STREAMS];

static struct stream *stream_of(unsigned fd)
{
	struct stream *s = &streams[fd];

	if (!s->ready_made) {
		waitq_init(&s->queue);
		s->ready_made = true;
	}
	return s;
}

static unsigned number_of(const struct file *f)
{
	return (unsigned)(uintptr_t)f->data;
}

/* Waits until the host says that the stream may be tried again. */
static int wait_ready(struct file *f)
{
	if ((f->flags & O_NONBLOCK) != 0)
		return -EAGAIN;
	return sleep_on(&stream_of(number_of(f))->queue) < 0 ? -EXA_ERESTART
							     : 0;
}

static int stream_read(struct file *f, struct uio *io, int64_t *pos)
{
	uint32_t size = io->left < CHUNK ? io->left : CHUNK;
	void *buffer;
	int result;

	(void)pos;
	if (size == 0)
		return 0;
	buffer = kmalloc(size);
	if (buffer == NULL)
		return -ENOMEM;
	do {
		result = host_stdio_read((int)number_of(f), buffer, size);
	} while (result == -EAGAIN && (result = wait_ready(f)) == 0);
	if (result > 0)
		uio_put(io, buffer, (size_t)result);
	kfree(buffer);
	return result;
}

/* Writes one chunk whole, waiting as needed. */
static int write_chunk(struct file *f, const uint8_t *bytes, uint32_t size)
{
	uint32_t done = 0;

	while (done < size) {
		int result = host_stdio_write(
			(int)number_of(f), bytes + done, size - done);

		if (result == -EAGAIN) {
			result = wait_ready(f);
			if (result < 0)
				return done > 0 ? (int)done : result;
			continue;
		}
		if (result < 0)
			return done > 0 ? (int)done : result;
		done += (uint32_t)result;
	}
	return (int)done;
}

static int stream_write(struct file *f, struct uio *io, int64_t *pos)
{
	uint32_t chunk = io->left < CHUNK ? io->left : CHUNK;
	uint32_t total = 0;
	uint8_t *buffer;

	(void)pos;
	if (chunk == 0)
		return 0;
	buffer = kmalloc(chunk);
	if (buffer == NULL)
		return -ENOMEM;
	while (io->left > 0) {
		uint32_t size = (uint32_t)uio_get(io, buffer, chunk);
		int result = write_chunk(f, buffer, size);

		if (result < 0) {
			kfree(buffer);
			if (total > 0)
				return (int)total;
			if (result == -EPIPE)
				signal_raise(SIGPIPE);
			return result;
		}
		total += (uint32_t)result;
		if ((uint32_t)result < size)
			break;
	}
	kfree(buffer);
	return (int)total;
}

static int stream_poll(struct file *f, struct waitq **queue)
{
	uint8_t nothing;
	int events = POLLOUT | POLLWRNORM;

	*queue = &stream_of(number_of(f))->queue;
	/* A read of no bytes asks the host whether a read would wait. */
	if (number_of(f) == 0 && host_stdio_read(0, &nothing, 0) != -EAGAIN)
		events |= POLLIN | POLLRDNORM;
	return events;
}

static const struct file_ops stream_ops = {
	.read = stream_read,
	.write = stream_write,
	.poll = stream_poll,
};

int hoststream_open(struct file *f, unsigned fd)
{
	f->ops = &stream_ops;
	f->data = (void *)(uintptr_t)fd;
	return 0;
}

void hoststream_ready(unsigned fd)
{
	if (fd < STREAMS)
		waitq_wake(&stream_of(fd)->queue);
}
