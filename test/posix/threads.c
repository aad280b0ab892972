/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What <pthread.h> and <semaphore.h> offer a program of one thread. Where
 * threads can be made there are some.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

#include "test/call/call.h"

static struct timespec soon(void)
{
	struct timespec ts;

	OK(clock_gettime(CLOCK_REALTIME, &ts));
	ts.tv_nsec += 20000000;
	if (ts.tv_nsec >= 1000000000) {
		ts.tv_nsec -= 1000000000;
		ts.tv_sec++;
	}
	return ts;
}

static void mutexes(void)
{
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
	pthread_mutexattr_t attr;
	struct timespec ts = soon();
	int type = -1;

	SAME(pthread_mutex_lock(&m), 0);
	SAME(pthread_mutex_trylock(&m), EBUSY);
	SAME(pthread_mutex_timedlock(&m, &ts), ETIMEDOUT);
	SAME(pthread_mutex_unlock(&m), 0);
	SAME(pthread_mutex_destroy(&m), 0);
	SAME(pthread_mutexattr_init(&attr), 0);
	SAME(pthread_mutexattr_settype(&attr, 99), EINVAL);
	SAME(pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK), 0);
	SAME(pthread_mutexattr_gettype(&attr, &type), 0);
	SAME(type, PTHREAD_MUTEX_ERRORCHECK);
	SAME(pthread_mutexattr_getpshared(&attr, &type), 0);
	SAME(type, PTHREAD_PROCESS_PRIVATE);
	SAME(pthread_mutex_init(&m, &attr), 0);
	SAME(pthread_mutex_lock(&m), 0);
	SAME(pthread_mutex_lock(&m), EDEADLK);
	SAME(pthread_mutex_unlock(&m), 0);
	SAME(pthread_mutex_unlock(&m), EPERM);
	SAME(pthread_mutex_destroy(&m), 0);
	SAME(pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE), 0);
	SAME(pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_PRIVATE), 0);
	SAME(pthread_mutex_init(&m, &attr), 0);
	for (int i = 0; i < 5; i++)
		SAME(pthread_mutex_lock(&m), 0);
	for (int i = 0; i < 5; i++)
		SAME(pthread_mutex_unlock(&m), 0);
	SAME(pthread_mutex_unlock(&m), EPERM);
	SAME(pthread_mutex_destroy(&m), 0);
	SAME(pthread_mutexattr_destroy(&attr), 0);
}

static void conditions(void)
{
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t c = PTHREAD_COND_INITIALIZER;
	pthread_condattr_t attr;
	clockid_t clock = 99;
	struct timespec ts = soon();
	double start = now_ms();

	SAME(pthread_cond_signal(&c), 0);
	SAME(pthread_cond_broadcast(&c), 0);
	SAME(pthread_mutex_lock(&m), 0);
	SAME(pthread_cond_timedwait(&c, &m, &ts), ETIMEDOUT);
	CHECK(now_ms() - start >= 15);
	ts.tv_nsec = -1;
	SAME(pthread_cond_timedwait(&c, &m, &ts), EINVAL);
	SAME(pthread_mutex_unlock(&m), 0);
	SAME(pthread_cond_destroy(&c), 0);
	SAME(pthread_condattr_init(&attr), 0);
	SAME(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC), 0);
	SAME(pthread_condattr_getclock(&attr, &clock), 0);
	SAME(clock, CLOCK_MONOTONIC);
	SAME(pthread_cond_init(&c, &attr), 0);
	OK(clock_gettime(CLOCK_MONOTONIC, &ts));
	SAME(pthread_mutex_lock(&m), 0);
	SAME(pthread_cond_timedwait(&c, &m, &ts), ETIMEDOUT);
	SAME(pthread_mutex_unlock(&m), 0);
	SAME(pthread_cond_destroy(&c), 0);
	SAME(pthread_condattr_destroy(&attr), 0);
}

static void locks(void)
{
	pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
	pthread_spinlock_t spin;
	pthread_barrier_t barrier;
	struct timespec ts = soon();

	SAME(pthread_rwlock_rdlock(&rw), 0);
	SAME(pthread_rwlock_tryrdlock(&rw), 0);
	SAME(pthread_rwlock_trywrlock(&rw), EBUSY);
	SAME(pthread_rwlock_timedwrlock(&rw, &ts), ETIMEDOUT);
	SAME(pthread_rwlock_unlock(&rw), 0);
	SAME(pthread_rwlock_unlock(&rw), 0);
	SAME(pthread_rwlock_wrlock(&rw), 0);
	SAME(pthread_rwlock_tryrdlock(&rw), EBUSY);
	SAME(pthread_rwlock_unlock(&rw), 0);
	SAME(pthread_rwlock_destroy(&rw), 0);
	SAME(pthread_rwlock_init(&rw, NULL), 0);
	SAME(pthread_rwlock_timedrdlock(&rw, &ts), 0);
	SAME(pthread_rwlock_unlock(&rw), 0);
	SAME(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
	SAME(pthread_spin_lock(&spin), 0);
	SAME(pthread_spin_trylock(&spin), EBUSY);
	SAME(pthread_spin_unlock(&spin), 0);
	SAME(pthread_spin_destroy(&spin), 0);
	SAME(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
	SAME(pthread_barrier_init(&barrier, NULL, 1), 0);
	for (int i = 0; i < 3; i++)
		SAME(pthread_barrier_wait(&barrier),
			PTHREAD_BARRIER_SERIAL_THREAD);
	SAME(pthread_barrier_destroy(&barrier), 0);
}

static void semaphores(void)
{
	sem_t sem;
	int value = -1;
	struct timespec ts = soon();

	FAILS(sem_init(&sem, 0, (unsigned)SEM_VALUE_MAX + 1), EINVAL);
	OK(sem_init(&sem, 0, 1));
	OK(sem_wait(&sem));
	FAILS(sem_trywait(&sem), EAGAIN);
	FAILS(sem_timedwait(&sem, &ts), ETIMEDOUT);
	OK(sem_post(&sem));
	OK(sem_getvalue(&sem, &value));
	SAME(value, 1);
	OK(sem_trywait(&sem));
	OK(sem_destroy(&sem));
}

static int once_calls;
static pthread_key_t key;

static void once(void)
{
	once_calls++;
}

static void forget(void *value)
{
	(void)value;
}

static void own_values(void)
{
	static pthread_once_t control = PTHREAD_ONCE_INIT;
	pthread_key_t more[20];

	for (int i = 0; i < 3; i++)
		SAME(pthread_once(&control, once), 0);
	SAME(once_calls, 1);
	SAME(pthread_key_create(&key, forget), 0);
	CHECK(pthread_getspecific(key) == NULL);
	SAME(pthread_setspecific(key, &key), 0);
	CHECK(pthread_getspecific(key) == &key);
	for (int i = 0; i < 20; i++)
		SAME(pthread_key_create(&more[i], NULL), 0);
	for (int i = 0; i < 20; i++) {
		CHECK(pthread_getspecific(more[i]) == NULL);
		SAME(pthread_key_delete(more[i]), 0);
	}
	SAME(pthread_key_delete(key), 0);
}

static void attributes(void)
{
	pthread_attr_t attr;
	size_t size = 0;
	int state = -1;
	struct sched_param param;

	SAME(pthread_attr_init(&attr), 0);
	SAME(pthread_attr_setdetachstate(&attr, 99), EINVAL);
	SAME(pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED), 0);
	SAME(pthread_attr_getdetachstate(&attr, &state), 0);
	SAME(state, PTHREAD_CREATE_DETACHED);
	SAME(pthread_attr_setstacksize(&attr, 1), EINVAL);
	SAME(pthread_attr_setstacksize(&attr, 256 << 10), 0);
	SAME(pthread_attr_getstacksize(&attr, &size), 0);
	SAME(size, 256 << 10);
	SAME(pthread_attr_setguardsize(&attr, 4096), 0);
	SAME(pthread_attr_getguardsize(&attr, &size), 0);
	SAME(pthread_attr_setscope(&attr, PTHREAD_SCOPE_SYSTEM), 0);
	SAME(pthread_attr_getscope(&attr, &state), 0);
	SAME(pthread_attr_getinheritsched(&attr, &state), 0);
	SAME(pthread_attr_setinheritsched(&attr, PTHREAD_INHERIT_SCHED), 0);
	SAME(pthread_attr_getschedpolicy(&attr, &state), 0);
	SAME(pthread_attr_setschedpolicy(&attr, SCHED_OTHER), 0);
	SAME(pthread_attr_getschedparam(&attr, &param), 0);
	SAME(pthread_attr_setschedparam(&attr, &param), 0);
	SAME(pthread_attr_destroy(&attr), 0);
}

static char order[10];

static void say(const char *c)
{
	strcat(order, c);
}

static void prepare(void)
{
	say("p");
}
static void parent(void)
{
	say("P");
}
static void child(void)
{
	say("C");
}

static int forked(void)
{
	return strcmp(order, "pC") != 0;
}

static void clean(void *what)
{
	*(int *)what += 1;
}

static void self(void)
{
	sigset_t set, old;
	int type, cleaned = 0;

	CHECK(pthread_equal(pthread_self(), pthread_self()));
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	SAME(pthread_sigmask(SIG_BLOCK, &set, &old), 0);
	SAME(pthread_sigmask(99, &set, NULL), EINVAL);
	SAME(pthread_kill(pthread_self(), 0), 0);
	SAME(pthread_kill(pthread_self(), SIGUSR1), 0);
	OK(sigpending(&set));
	SAME(sigismember(&set, SIGUSR1), 1);
	OK(sigwaitinfo(&set, NULL));
	SAME(pthread_sigmask(SIG_SETMASK, &old, NULL), 0);
	SAME(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &type), 0);
	SAME(type, PTHREAD_CANCEL_ENABLE);
	SAME(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &type), 0);
	SAME(pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type), 0);
	pthread_testcancel();
	pthread_cleanup_push(clean, &cleaned);
	pthread_cleanup_pop(1);
	SAME(cleaned, 1);
	SAME(pthread_getconcurrency(), 0);
	SAME(pthread_atfork(prepare, parent, child), 0);
	SAME(status_of(in_child(forked)), 0);
	CHECK(strcmp(order, "pP") == 0);
}

static void *thread(void *arg)
{
	return arg;
}

static int last_one(void)
{
	atexit(once);
	pthread_exit(NULL);
}

int main(void)
{
	pthread_t t;
	void *result = NULL;

	mutexes();
	conditions();
	locks();
	semaphores();
	own_values();
	attributes();
	self();
	int made = pthread_create(&t, NULL, thread, &t);
	if (made == 0) {
		SAME(pthread_join(t, &result), 0);
		CHECK(result == &t);
	} else {
		SAME(made, EAGAIN);
	}
	SAME(status_of(in_child(last_one)), 0);
	return 0;
}
