/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locks on files; see lock.h. A vnode that was ever locked has a lock_list.
 * An owner's record locks never overlap, and those of one kind that touch are
 * one. Waiters are all woken by every change and look again. Who waits in
 * F_SETLKW tells in proc.lock_blocker for whom; following that chain finds
 * EDEADLK.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/lock_impl.h"
#include "servers/resmgr/vnode.h"

/* So many locks there may be, of all users but root: they take kernel memory,
 * and time to look through. */
enum { MOST_LOCKS = 16384 };

static struct {
	int count;
} all;

static bool same_owner(const struct lock *a, const struct lock *b)
{
	return a->proc == b->proc && a->file == b->file;
}

struct lock *lock_conflict(struct list *held, const struct lock *want)
{
	struct lock *first = NULL;

	for (struct list *n = held->next; n != held; n = n->next) {
		struct lock *l = list_entry(n, struct lock, link);

		if (!same_owner(l, want) && l->start <= want->end &&
			l->end >= want->start &&
			(l->exclusive || want->exclusive) &&
			(first == NULL || l->start < first->start))
			first = l;
	}
	return first;
}

void lock_wake(struct lock_list *locks)
{
	struct list *q = &locks->queue.waiters;

	for (struct list *n = q->next; n != q; n = n->next)
		list_entry(n, struct waiter, link)->proc->lock_blocker = NULL;
	waitq_wake(&locks->queue);
}

void lock_drop(struct lock *l)
{
	list_remove(&l->link);
	all.count--;
	kfree(l);
}

/*
 * Takes [start, end] from the owner's locks: of another kind than want (or of
 * any, to unlock) they are cut, those of the same kind that touch are merged
 * into want. spare serves for the one lock that may fall in two; returns
 * whether it was used.
 */
static bool make_room(
	struct list *held, struct lock *want, bool unlock, struct lock *spare)
{
	struct list *n = held->next;
	bool used = false;

	while (n != held) {
		struct lock *l = list_entry(n, struct lock, link);
		bool same = !unlock && l->exclusive == want->exclusive;

		n = n->next;
		if (!same_owner(l, want) || l->start - same > want->end ||
			l->end < want->start - same)
			continue;
		if (same) {
			want->start = l->start < want->start ? l->start
							     : want->start;
			want->end = l->end > want->end ? l->end : want->end;
			lock_drop(l);
		} else if (l->start < want->start && l->end > want->end) {
			*spare = *l;
			spare->start = want->end + 1;
			l->end = want->start - 1;
			list_append(held, &spare->link);
			used = true;
		} else if (l->start < want->start) {
			l->end = want->start - 1;
		} else if (l->end > want->end) {
			l->start = want->end + 1;
		} else {
			lock_drop(l);
		}
	}
	return used;
}

/* Whether there may be the locks that lock_change() would add: want itself,
 * and the end of one that it falls into. */
static bool has_room(struct list *held, const struct lock *want, bool unlock)
{
	int more = unlock ? 0 : 1;

	if (all.count < MOST_LOCKS - 2 || current->cred.euid == 0)
		return true;
	for (struct list *n = held->next; n != held; n = n->next) {
		struct lock *l = list_entry(n, struct lock, link);

		more += same_owner(l, want) && l->start < want->start &&
			l->end > want->end &&
			(unlock || l->exclusive != want->exclusive);
	}
	return more == 0 || all.count + more <= MOST_LOCKS;
}

int lock_change(struct lock_list *locks, struct list *held,
	const struct lock *want, bool unlock)
{
	struct lock *l, *spare;

	if (!has_room(held, want, unlock))
		return -ENOLCK;
	l = kmalloc(sizeof(*l));
	spare = kmalloc(sizeof(*spare));
	if (l == NULL || spare == NULL) {
		kfree(l);
		kfree(spare);
		return -ENOLCK;
	}
	*l = *want;
	if (make_room(held, l, unlock, spare))
		all.count++;
	else
		kfree(spare);
	if (unlock) {
		kfree(l);
	} else {
		list_append(held, &l->link);
		all.count++;
	}
	lock_wake(locks);
	return 0;
}

struct lock_list *lock_list_of(struct vnode *v)
{
	if (v->locks != NULL)
		return v->locks;
	v->locks = kmalloc(sizeof(*v->locks));
	if (v->locks == NULL)
		return NULL;
	list_init(&v->locks->records);
	list_init(&v->locks->flocks);
	waitq_init(&v->locks->queue);
	return v->locks;
}

/* Whether owner waits, maybe through others, for the current process. */
static bool would_deadlock(const struct proc *owner)
{
	for (int i = 0; owner != NULL && i < PROC_MAX; i++) {
		if (owner == current)
			return true;
		owner = owner->lock_blocker;
	}
	return false;
}

int lock_wait(
	struct lock_list *locks, struct list *held, const struct lock *want)
{
	struct lock *l;
	int error = 0;

	while (error == 0 && (l = lock_conflict(held, want)) != NULL) {
		if (want->proc != NULL && l->proc != NULL) {
			if (would_deadlock(l->proc))
				return -EDEADLK;
			current->lock_blocker = l->proc;
		}
		error = sleep_on(&locks->queue);
		current->lock_blocker = NULL;
	}
	return error == -EINTR ? -EXA_ERESTART : error;
}

/* Where the range of a struct flock counts from. */
static int range_base(struct file *f, int whence, int64_t *base)
{
	struct stat st;
	int error = 0;

	*base = 0;
	if (whence == SEEK_CUR) {
		*base = f->pos;
	} else if (whence == SEEK_END) {
		error = vnode_getattr(f->vnode, &st);
		*base = st.st_size;
	} else if (whence != SEEK_SET) {
		error = -EINVAL;
	}
	return error;
}

static int get_range(struct file *f, const struct flock *fl, struct lock *l)
{
	int64_t length = fl->l_len;
	int error = range_base(f, fl->l_whence, &l->start);

	if (error < 0)
		return error;
	if (__builtin_add_overflow(l->start, fl->l_start, &l->start))
		return -EOVERFLOW;
	if (l->start < 0)
		return -EINVAL;
	l->end = INT64_MAX;
	if (length > 0 && __builtin_add_overflow(l->start, length - 1, &l->end))
		return -EOVERFLOW;
	if (length < 0) {
		if (length < -l->start)
			return -EINVAL;
		l->end = l->start - 1;
		l->start += length;
	}
	return 0;
}

/* F_GETLK: what is in the way, or F_UNLCK. */
static int test(struct vnode *v, struct flock *fl, const struct lock *want)
{
	struct lock *l = v->locks == NULL
		? NULL
		: lock_conflict(&v->locks->records, want);

	if (l == NULL) {
		fl->l_type = F_UNLCK;
		return 0;
	}
	fl->l_type = l->exclusive ? F_WRLCK : F_RDLCK;
	fl->l_whence = SEEK_SET;
	fl->l_start = l->start;
	fl->l_len = l->end == INT64_MAX ? 0 : l->end - l->start + 1;
	fl->l_pid = l->proc == NULL ? -1 : l->proc->pid;
	return 0;
}

static int set(struct file *f, const struct flock *fl, const struct lock *want,
	bool wait)
{
	int accmode = f->flags & (O_RDONLY | O_WRONLY | O_RDWR);
	struct lock_list *locks;
	int error = 0;

	if ((fl->l_type == F_RDLCK && accmode == O_WRONLY) ||
		(fl->l_type == F_WRLCK && accmode == O_RDONLY))
		return -EBADF;
	locks = lock_list_of(f->vnode);
	if (locks == NULL)
		return -ENOLCK;
	if (fl->l_type == F_UNLCK)
		return lock_change(locks, &locks->records, want, true);
	if (want->file != NULL)
		f->locked = true;
	if (wait)
		error = lock_wait(locks, &locks->records, want);
	else if (lock_conflict(&locks->records, want) != NULL)
		error = -EAGAIN;
	return error < 0 ? error
			 : lock_change(locks, &locks->records, want, false);
}

static bool is_description(uint32_t command)
{
	return command == F_OFD_GETLK || command == F_OFD_SETLK ||
		command == F_OFD_SETLKW;
}

int lock_record(struct file *f, uint32_t command, uint32_t argument)
{
	bool get = command == F_GETLK || command == F_OFD_GETLK;
	struct lock want = { 0 };
	struct flock fl;
	int error;

	if (copy_from_user(&fl, argument, sizeof(fl)) < 0)
		return -EFAULT;
	if (f->vnode == NULL)
		return -EINVAL;
	if (fl.l_type != F_RDLCK && fl.l_type != F_WRLCK &&
		(get || fl.l_type != F_UNLCK))
		return -EINVAL;
	error = get_range(f, &fl, &want);
	if (error < 0)
		return error;
	if (is_description(command) && fl.l_pid != 0)
		return -EINVAL;
	want.exclusive = fl.l_type == F_WRLCK;
	if (is_description(command))
		want.file = f;
	else
		want.proc = current;
	if (get) {
		error = test(f->vnode, &fl, &want);
		return error < 0 ? error
				 : copy_to_user(argument, &fl, sizeof(fl));
	}
	f->refs++;
	error = set(
		f, &fl, &want, command == F_SETLKW || command == F_OFD_SETLKW);
	file_put(f);
	return error;
}

bool lock_drop_owned(
	struct list *held, const struct proc *p, const struct file *f)
{
	struct list *n = held->next;
	bool dropped = false;

	while (n != held) {
		struct lock *l = list_entry(n, struct lock, link);

		n = n->next;
		if (l->proc != p || l->file != f)
			continue;
		lock_drop(l);
		dropped = true;
	}
	return dropped;
}

void locks_drop_process(struct proc *p, struct vnode *v)
{
	if (lock_drop_owned(&v->locks->records, p, NULL))
		lock_wake(v->locks);
}

void locks_drop_file(struct file *f)
{
	struct lock_list *locks = f->vnode->locks;
	bool dropped = lock_drop_owned(&locks->records, NULL, f);

	if (lock_drop_owned(&locks->flocks, NULL, f) || dropped)
		lock_wake(locks);
}

void locks_free(struct vnode *v)
{
	kfree(v->locks);
	v->locks = NULL;
}
