/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What docs/posix.md says does not work gives the errno that it names. On
 * Linux most of it works, so there is nothing to see there.
 */
#define _GNU_SOURCE
#include <aio.h>
#include <fcntl.h>
#include <mqueue.h>
#include <net/if.h>
#include <sched.h>
#include <semaphore.h>
#include <spawn.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <utmpx.h>

#include "test/call/call.h"

static void requests(void)
{
	char c = 0;
	int fd = (int)OK(open("/dev/null", O_RDWR));
	struct aiocb cb = { .aio_fildes = fd, .aio_buf = &c, .aio_nbytes = 1 };
	struct aiocb *list[] = { &cb };

	FAILS(aio_read(&cb), EAGAIN);
	FAILS(aio_write(&cb), EAGAIN);
	FAILS(aio_fsync(O_SYNC, &cb), EAGAIN);
	cb.aio_lio_opcode = LIO_READ;
	FAILS(lio_listio(LIO_NOWAIT, list, 1, NULL), EAGAIN);
	OK(close(fd));
}

static void queues(void)
{
	struct mq_attr attr = { 0 };
	struct timespec ts = { 0, 0 };
	char c = 0;

	FAILS(mq_open("/q", O_CREAT | O_RDWR, 0600, NULL), ENOSYS);
	FAILS(mq_unlink("/q"), ENOSYS);
	FAILS(mq_send(3, &c, 1, 0), ENOSYS);
	FAILS(mq_receive(3, &c, 1, NULL), ENOSYS);
	FAILS(mq_timedsend(3, &c, 1, 0, &ts), ENOSYS);
	FAILS(mq_timedreceive(3, &c, 1, NULL, &ts), ENOSYS);
	FAILS(mq_getattr(3, &attr), ENOSYS);
	FAILS(mq_setattr(3, &attr, NULL), ENOSYS);
	FAILS(mq_notify(3, NULL), ENOSYS);
	FAILS(mq_close(99), EBADF);
	FAILS(msgget(IPC_PRIVATE, 0600), ENOSYS);
	FAILS(msgsnd(0, &c, 0, 0), ENOSYS);
	FAILS(msgrcv(0, &c, 0, 0, 0), ENOSYS);
	FAILS(msgctl(0, IPC_RMID, NULL), ENOSYS);
	FAILS(semget(IPC_PRIVATE, 1, 0600), ENOSYS);
	FAILS(semop(0, NULL, 0), ENOSYS);
	FAILS(semctl(0, 0, IPC_RMID), ENOSYS);
}

static void shared(void)
{
	FAILS(shmget(IPC_PRIVATE, 100, 0600), ENOSYS);
	FAILS((long)shmat(0, NULL, 0), ENOSYS);
	FAILS(shmdt(&errno), ENOSYS);
	FAILS(shmctl(0, IPC_RMID, NULL), ENOSYS);
}

static void others(void)
{
	posix_spawnattr_t attr;
	struct sched_param param = { .sched_priority = 0 };
	int policy = 0;

	SAME(posix_spawnattr_init(&attr), 0);
	SAME(posix_spawnattr_setschedpolicy(&attr, policy), ENOSYS);
	SAME(posix_spawnattr_getschedpolicy(&attr, &policy), ENOSYS);
	SAME(posix_spawnattr_setschedparam(&attr, &param), ENOSYS);
	SAME(posix_spawnattr_getschedparam(&attr, &param), ENOSYS);
	CHECK(if_nameindex() == NULL && errno == ENOBUFS);
	struct utmpx u = { .ut_type = USER_PROCESS };
	CHECK(pututxline(&u) == NULL);
}

int main(void)
{
	if (!on_exa())
		return 0;
	requests();
	queues();
	shared();
	others();
	return 0;
}
