/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm_open(), and semaphores that processes share, named and unnamed. */
#define _GNU_SOURCE
#include <semaphore.h>
#include <sys/mman.h>

#include "test/call/call.h"

struct common {
	sem_t ping, pong;
	int turns;
};

static struct common *common;
static sem_t *named;

/* Answers each turn of the parent. */
static int answers(void)
{
	for (int i = 0; i < 5; i++) {
		OK(sem_wait(&common->ping));
		SAME(common->turns, 2 * i + 1);
		common->turns++;
		OK(sem_post(&common->pong));
	}
	OK(sem_wait(named));
	return 0;
}

static void memory(void)
{
	int fd = (int)OK(
		shm_open("/exa-test", O_CREAT | O_EXCL | O_RDWR, 0600));

	FAILS(shm_open("/exa-test", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
	OK(ftruncate(fd, sizeof(*common)));
	common = mmap(NULL, sizeof(*common), PROT_READ | PROT_WRITE, MAP_SHARED,
		fd, 0);
	CHECK(common != MAP_FAILED);
	OK(close(fd));
	OK(shm_unlink("/exa-test"));
	FAILS(shm_unlink("/exa-test"), ENOENT);
	FAILS(shm_open("/exa-test", O_RDWR, 0), ENOENT);
	FAILS(shm_open("/a/b", O_RDWR | O_CREAT, 0600), EINVAL);
}

static void semaphores(void)
{
	struct timespec soon;
	pid_t pid;

	OK(sem_init(&common->ping, 1, 0));
	OK(sem_init(&common->pong, 1, 0));
	named = sem_open("/exa-test", O_CREAT | O_EXCL, 0600, 0);
	CHECK(named != SEM_FAILED);
	FAILS(sem_trywait(named), EAGAIN);
	clock_gettime(CLOCK_REALTIME, &soon);
	FAILS(sem_timedwait(named, &soon), ETIMEDOUT);
	pid = in_child(answers);
	for (int i = 0; i < 5; i++) {
		common->turns++;
		OK(sem_post(&common->ping));
		OK(sem_wait(&common->pong));
		SAME(common->turns, 2 * i + 2);
	}
	OK(sem_post(named));
	SAME(status_of(pid), 0);
	OK(sem_close(named));
	OK(sem_unlink("/exa-test"));
	FAILS(sem_unlink("/exa-test"), ENOENT);
	OK(sem_destroy(&common->ping));
	OK(sem_destroy(&common->pong));
}

int main(void)
{
	memory();
	semaphores();
	OK(munmap(common, sizeof(*common)));
	return 0;
}
