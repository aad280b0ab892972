/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rest of the kernel sees of sockets. */
#ifndef EXA_NET_H
#define EXA_NET_H

struct procfs_text;
struct proc;

/* net.c: /proc/net/unix, tcp, tcp6, udp and udp6, in Linux's formats. */
void net_unix(struct procfs_text *t, struct proc *p);
void net_tcp(struct procfs_text *t, struct proc *p);
void net_tcp6(struct procfs_text *t, struct proc *p);
void net_udp(struct procfs_text *t, struct proc *p);
void net_udp6(struct procfs_text *t, struct proc *p);

#endif
