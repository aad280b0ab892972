/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the calls that wait for descriptors share: poll, select, epoll. */
#ifndef EXA_POLL_H
#define EXA_POLL_H

#include <poll.h>
#include <stdint.h>

/*
 * Waits until one of count descriptors of the current process is ready for
 * what its entry asks or for one of the events in always; POLLNVAL is told
 * anyhow. deadline: host_now() ms, 0 none, < 0 only look. Returns the number of
 * entries whose revents are not 0, or -EINTR or -ENOMEM.
 */
int poll_wait(struct pollfd *fds, uint32_t count, int always, double deadline);

/*
 * The deadline that a timespec in the program's memory means, as poll_wait()
 * has it; address 0: none. -EFAULT or -EINVAL.
 */
int poll_deadline(uint32_t address, double *deadline);

/* Stores what is left until then, as Linux does after a wait. */
void poll_tell_left(uint32_t address, double deadline);

/* Sets a signal mask in the program's memory for the length of the call at
 * hand; address 0: none. -EINVAL unless size is that of a mask, -EFAULT. */
int poll_mask(uint32_t address, uint32_t size);

/* Takes it back, unless a handler must run under it first. Returns result. */
int poll_unmask(uint32_t address, int result);

#endif
