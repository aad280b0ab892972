/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sockets: what the files of this folder share. socket.c says how they work;
 * net.h is what the rest of the kernel sees of them.
 */
#ifndef EXA_SOCKET_H
#define EXA_SOCKET_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "kernel/copy.h"
#include "kernel/list.h"
#include "kernel/proc.h"

struct file;
struct vnode;

/* An address as programs pass it: at most what sockaddr_storage holds. */
struct address {
	uint32_t length;
	union {
		struct sockaddr any;
		struct sockaddr_un un;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
		struct sockaddr_storage storage;
	} u;
};

enum { NAME_AT = offsetof(struct sockaddr_un, sun_path) };

/* Who sent a message or owns a socket, as struct ucred tells it. */
struct credentials {
	pid_t pid;
	uid_t uid;
	gid_t gid;
};

/* An end of an IP connection. IPv4 addresses are mapped, as ::ffff:a.b.c.d. */
struct endpoint {
	uint32_t part[4]; /* in network order */
	uint16_t port;    /* in host order; 0: none */
};

enum { RIGHTS_MAX = 253 }; /* descriptors in one message, as Linux */

/* Open files on their way in a message (SCM_RIGHTS); a reference on each. */
struct rights {
	struct rights *next; /* rights.c */
	int count;
	struct file *file[];
};

/* A message or a piece of a stream in the queue of its receiver. */
struct packet {
	struct list link;
	struct socket *sender; /* charged for it; a reference */
	uint32_t charge;
	uint32_t start, end, room; /* unread data; bytes data[] has */
	struct rights *rights;     /* or NULL */
	struct credentials cred;
	struct endpoint from, to; /* UDP */
	uint8_t data[];
};

enum socket_state {
	SOCKET_OPEN, /* neither of those below */
	SOCKET_LISTENING,
	SOCKET_CONNECTING, /* TCP: the listener's backlog is full */
	SOCKET_CONNECTED,  /* datagrams: has a default peer */
};

/* Directions that were shut down. */
enum { DOWN_RECEIVE = 1, DOWN_SEND = 2, DOWN_BOTH = 3 };

/* What setsockopt() sets; accepted sockets get a copy. */
struct socket_options {
	uint32_t flags; /* 1 << SO_* of those that are on or off */
	uint32_t send_size, receive_size;
	int low_water;                  /* SO_RCVLOWAT */
	double receive_time, send_time; /* ms; 0: no limit */
	int linger;                     /* seconds, if SO_LINGER is on */
	int priority;
	/* Of IP, IPv6 and TCP (ipoption.c). */
	int v6only, pktinfo, pktinfo6, ttl, tos, hops, traffic_class;
	int multicast_ttl, multicast_loop, multicast_hops, multicast_loop6;
	int nodelay, cork, quickack, segment, syn_count, user_timeout;
	int keep_idle, keep_interval, keep_count;
};

enum { GROUPS_MAX = 20 }; /* multicast groups of a socket, as Linux */

struct socket {
	int refs;
	const struct protocol *protocol;
	int family, type, number; /* number: IPPROTO_* */
	uint32_t ino;
	uid_t uid; /* who made it */
	gid_t gid;
	struct file *file;  /* NULL: not accepted yet, or closed */
	struct list all;    /* of all sockets */
	struct waitq queue; /* whatever may concern its users */
	enum socket_state state;
	unsigned down;
	int error; /* pending, for SO_ERROR; positive */
	bool dead; /* its file is closed */
	struct socket_options options;
	struct credentials cred;      /* of who made or connected it */
	struct credentials peer_cred; /* SO_PEERCRED */

	/* Data. */
	struct list packets;
	uint32_t count;      /* packets */
	uint32_t received;   /* bytes in them */
	uint32_t held;       /* what they are charged with (UDP's limit) */
	uint32_t charged;    /* what it has sent and nobody has read */
	struct socket *peer; /* a reference */

	/* Listening. */
	struct list pending; /* connections to be accepted */
	int npending, backlog;
	struct list waiting;      /* TCP: sockets that wait for room */
	struct list pending_link; /* in one of the two of a listener */

	/* AF_UNIX. */
	struct address *name;  /* NULL: has none */
	struct vnode *vnode;   /* where the name is; a reference */
	struct list followers; /* datagram sockets connected to it */
	struct list follow_link;
	int inflight; /* references to its file from packets */
	bool marked;  /* rights.c: can be reached */
	struct socket *next_marked;

	/* AF_INET, AF_INET6. */
	struct endpoint local, remote;
	struct list port_link;
	bool bound;         /* the port, by bind() and not by need */
	bool bound_address; /* and the address: both survive a disconnect */
	bool unreported;    /* connect() has not told how it ended */
	bool finished;      /* TCP: the peer has sent its end */
	uint32_t multicast_if;
	int ngroups;
	uint32_t group[GROUPS_MAX];
};

/* A message on its way between a program and a protocol. */
struct transfer {
	struct uio io;
	int flags;                /* MSG_*; in MSG_DONTWAIT is O_NONBLOCK too */
	int out_flags;            /* MSG_* that recvmsg tells */
	const struct address *to; /* send: where to, or NULL */
	struct address *from;     /* receive: filled in; may be NULL */
	struct rights *rights;    /* send: taken over; receive: given */
	struct credentials cred;  /* send: of the sender; receive: given */
	bool has_cred;            /* receive: there is a cred */
	struct endpoint sender, target; /* UDP receive: from where, to where */
};

/* What sockets of one kind do. A missing operation: -EOPNOTSUPP. */
struct protocol {
	int (*bind)(struct socket *s, const struct address *a);
	int (*connect)(
		struct socket *s, const struct address *a, bool nonblock);
	int (*listen)(struct socket *s);
	/* After an accept: there is room in the backlog. */
	void (*room)(struct socket *s);
	int (*send)(struct socket *s, struct transfer *t);
	int (*receive)(struct socket *s, struct transfer *t);
	int (*shutdown)(struct socket *s, unsigned down);
	int (*getname)(struct socket *s, bool peer, struct address *a);
	int (*poll)(struct socket *s);
	/* Its file goes; the reference is dropped by the caller. */
	void (*close)(struct socket *s);
	int (*set)(struct socket *s, int level, int name, const void *value,
		uint32_t size);
	/* Returns the size, which is at most room. */
	int (*get)(struct socket *s, int level, int name, void *value,
		uint32_t room);
};

extern const struct protocol unix_stream, unix_datagram, tcp, udp;

/* socket.c: a new socket with one reference, or NULL. */
struct socket *socket_new(int family, int type, int number);
void socket_ref(struct socket *s);
void socket_put(struct socket *s);
/* The next of all sockets after s (NULL: the first), or NULL. */
struct socket *socket_next(const struct socket *s);
/* Tells who waits for s that these POLL* events may have come. */
void socket_wake(struct socket *s, int events);
/* The pending error, taken; negative or 0. */
int socket_error(struct socket *s);
/* Now + limit, for socket_wait(); 0 when there is no limit (ms). */
double socket_deadline(double limit);
/*
 * Sleeps until on is woken. Returns 0, -EAGAIN at the deadline, or what a
 * signal makes of a call that did nothing.
 */
int socket_wait(struct socket *on, double deadline);
bool socket_option(const struct socket *s, int option);
/* Makes the pair of connected sockets each other's peer. */
void socket_join(struct socket *a, struct socket *b);
/* Puts a connection on a listener's queue; takes over the reference. */
void socket_offer(struct socket *listener, struct socket *s);
/* Takes the oldest connection off, or NULL. */
struct socket *socket_take(struct socket *listener);

/* call.c, file.c */
struct socket *socket_of(struct file *f);
/* The socket of a descriptor; *f its file. -EBADF or -ENOTSOCK. */
int socket_of_fd(uint32_t fd, struct file **f, struct socket **s);
/* A new open file for s, taking over the reference, as a descriptor of the
 * current process: flags SOCK_NONBLOCK and SOCK_CLOEXEC. */
int socket_install(struct socket *s, int flags);
/* send, with SIGPIPE where the protocol owes it; takes over t->rights. */
int socket_send(struct socket *s, struct transfer *t);

/* address.c: addresses between programs and the kernel. */
int address_get(struct address *a, uint32_t from, uint32_t size);
/* to: the buffer; size: where its size is and the length goes. */
int address_put(const struct address *a, uint32_t to, uint32_t size);

/* packet.c */
/* A packet of s's that has room for size bytes, charged to s; its rights are
 * taken from t. NULL: no memory. */
struct packet *packet_new(struct socket *s, uint32_t size, struct transfer *t);
void packet_queue(struct socket *to, struct packet *p);
/* Takes p out of the queue of s and frees it. */
void packet_drop(struct socket *s, struct packet *p);
/* Frees a packet that is in no queue. */
void packet_free(struct packet *p);
void packet_purge(struct socket *s);
struct packet *packet_first(const struct socket *s);
/* Whether all sockets together hold so much that s should not add to it. */
bool packet_crowded(const struct socket *s);
/* Bytes that s may have sent without their being read. */
uint32_t packet_limit(const struct socket *s);
/* Whether a poll of s should tell that it can send. */
bool packet_writable(const struct socket *s);
/* Receives one datagram; the protocol's part of its address is left. */
int packet_receive(struct socket *s, struct transfer *t,
	void (*describe)(struct packet *p, struct transfer *t));

/* stream.c: bytes between connected sockets. */
int stream_send(struct socket *s, struct transfer *t);
int stream_receive(struct socket *s, struct transfer *t);

/* rights.c: open files in messages. NULL may be handed to all of them. */
/* Files of the current process. Returns 0, -EBADF, -ENOMEM, -ETOOMANYREFS. */
int rights_new(const int *fd, int count, struct rights **result);
struct rights *rights_copy(const struct rights *r);
/* Gives the files back, now or soon. */
void rights_free(struct rights *r);
/* They are in a packet from now on, or no longer. */
void rights_enter(struct rights *r);
void rights_leave(struct rights *r);
/* Frees messages that only hold each other's sockets. */
void rights_collect(void);

/* control.c: ancillary data. */
int control_send(
	struct socket *s, struct transfer *t, uint32_t address, uint32_t size);
/* *size: in, what there is room for; out, what was used. */
int control_receive(
	struct socket *s, struct transfer *t, uint32_t address, uint32_t *size);

/* option.c, ipoption.c */
void option_defaults(struct socket *s);
void ip_defaults(struct socket *s);
int ip_set(struct socket *s, int level, int name, const void *value,
	uint32_t size);
int ip_get(struct socket *s, int level, int name, void *value, uint32_t room);

/* unix.c: names. */
int unix_bind(struct socket *s, const struct address *a);
int unix_autobind(struct socket *s);
int unix_getname(struct socket *s, bool peer, struct address *a);
/* The socket of that type with that name, with a reference. */
int unix_find(struct socket *s, const struct address *a, struct socket **found);
void unix_unbind(struct socket *s);
void unix_address(const struct socket *s, struct address *a);

/* inet.c: addresses and ports. */
bool inet_is_v4(const struct endpoint *e);
bool inet_is_any(const struct endpoint *e);
bool inet_same_address(const struct endpoint *a, const struct endpoint *b);
enum inet_reach {
	REACH_LOOPBACK,
	REACH_BROADCAST,
	REACH_MULTICAST,
	REACH_NOT,
};
enum inet_reach inet_reach(const struct endpoint *e);
/* A destination: the unspecified address becomes the loopback one. */
int inet_target(struct socket *s, const struct address *a, struct endpoint *e);
void inet_address(
	const struct socket *s, const struct endpoint *e, struct address *a);
int inet_bind(struct socket *s, const struct address *a);
/* Gives s a port if it has none. */
int inet_need_port(struct socket *s);
/* The address that s sends from to an end. */
void inet_source(const struct socket *s, const struct endpoint *to,
	struct endpoint *from);
void inet_unbind(struct socket *s);
/* Forgets the other end, and what was not chosen by bind(). */
void inet_disconnect(struct socket *s);
/* Whether s may be bound to e, and listen there. */
bool inet_port_free(const struct socket *s, const struct endpoint *e);
/* Binds s without a check: an accepted connection, to its listener's end. */
void inet_share_port(struct socket *s, const struct endpoint *local);
int inet_getname(struct socket *s, bool peer, struct address *a);
/* The socket that what is sent from one end to the other goes to: the
 * connected one, else the listening or unconnected. NULL: none. */
struct socket *inet_find(
	int type, const struct endpoint *from, const struct endpoint *to);
/* The UDP sockets with that port, one after the other; NULL: first, last. */
struct socket *inet_next(uint16_t port, const struct socket *after);

/* netif.c: the calls on the loopback interface. */
int netif_ioctl(uint32_t request, uint32_t argument);

#endif
