/* SPDX-License-Identifier: GPL-3.0-or-later */
/* epoll, as the rest of resmgr sees it. */
#ifndef EXA_EPOLL_H
#define EXA_EPOLL_H

struct file;

/* f is about to go: no epoll instance watches it any more. */
void epoll_forget(struct file *f);

#endif
