/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strace: names for waiting, sockets, terminals, signals and modes. */
#include "strace_names.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>

#include "signal_names.h"

static const struct st_name ioctls[] = { N(TCGETS), N(TCSETS), N(TCSETSW),
	N(TCSETSF), N(TCSBRK), N(TCXONC), N(TCFLSH), N(TIOCEXCL), N(TIOCNXCL),
	N(TIOCSCTTY), N(TIOCGPGRP), N(TIOCSPGRP), N(TIOCOUTQ), N(TIOCSTI),
	N(TIOCGWINSZ), N(TIOCSWINSZ), N(FIONREAD), N(TIOCPKT), N(FIONBIO),
	N(TIOCNOTTY), N(TIOCGSID), N(TIOCGPTN), N(TIOCSPTLCK), N(FIOCLEX),
	N(FIONCLEX), N(FIOASYNC), END };
static const struct st_name efd[] = { V(1, "EFD_SEMAPHORE"),
	V(02000000, "EFD_CLOEXEC"), V(04000, "EFD_NONBLOCK"), END };
static const struct st_name tfd[] = { V(02000000, "TFD_CLOEXEC"),
	V(04000, "TFD_NONBLOCK"), END };
static const struct st_name sfd[] = { V(02000000, "SFD_CLOEXEC"),
	V(04000, "SFD_NONBLOCK"), END };
static const struct st_name epoll_new[] = { V(02000000, "EPOLL_CLOEXEC"), END };
static const struct st_name epoll_op[] = { V(1, "EPOLL_CTL_ADD"),
	V(2, "EPOLL_CTL_DEL"), V(3, "EPOLL_CTL_MOD"), END };
static const struct st_name family[] = { N(AF_UNSPEC), N(AF_UNIX), N(AF_INET),
	V(10, "AF_INET6"), V(16, "AF_NETLINK"), V(17, "AF_PACKET"), END };
static const struct st_name socktype[] = { N(SOCK_STREAM), N(SOCK_DGRAM),
	N(SOCK_RAW), N(SOCK_SEQPACKET), END };
static const struct st_name sockflags[] = { V(02000000, "SOCK_CLOEXEC"),
	V(04000, "SOCK_NONBLOCK"), END };
static const struct st_name msgflags[] = { N(MSG_OOB), N(MSG_PEEK),
	N(MSG_DONTROUTE), N(MSG_CTRUNC), N(MSG_TRUNC), N(MSG_DONTWAIT),
	N(MSG_EOR), N(MSG_WAITALL), N(MSG_NOSIGNAL),
	V(0x40000000, "MSG_CMSG_CLOEXEC"), END };
static const struct st_name shut[] = { N(SHUT_RD), N(SHUT_WR), N(SHUT_RDWR),
	END };
static const struct st_name solevel[] = { V(0, "SOL_IP"), N(SOL_SOCKET),
	V(6, "SOL_TCP"), V(17, "SOL_UDP"), V(41, "SOL_IPV6"), END };
static const struct st_name soopt[] = { N(SO_DEBUG), N(SO_REUSEADDR),
	N(SO_TYPE), N(SO_ERROR), N(SO_DONTROUTE), N(SO_BROADCAST), N(SO_SNDBUF),
	N(SO_RCVBUF), N(SO_KEEPALIVE), N(SO_OOBINLINE), N(SO_LINGER),
	N(SO_REUSEPORT), V(16, "SO_PASSCRED"), V(17, "SO_PEERCRED"),
	N(SO_RCVLOWAT), N(SO_SNDLOWAT), N(SO_ACCEPTCONN), V(38, "SO_PROTOCOL"),
	V(39, "SO_DOMAIN"), V(66, "SO_RCVTIMEO_NEW"), V(67, "SO_SNDTIMEO_NEW"),
	END };

static const struct st_name polls[] = { N(POLLIN), N(POLLPRI), N(POLLOUT),
	N(POLLERR), N(POLLHUP), N(POLLNVAL), V(0x40, "POLLRDNORM"),
	V(0x80, "POLLRDBAND"), V(0x100, "POLLWRNORM"), V(0x200, "POLLWRBAND"),
	V(0x2000, "POLLRDHUP"), END };
static const struct st_name epolls[] = { V(1, "EPOLLIN"), V(2, "EPOLLPRI"),
	V(4, "EPOLLOUT"), V(8, "EPOLLERR"), V(16, "EPOLLHUP"),
	V(0x40, "EPOLLRDNORM"), V(0x100, "EPOLLWRNORM"),
	V(0x2000, "EPOLLRDHUP"), V(1U << 28, "EPOLLEXCLUSIVE"),
	V(1U << 29, "EPOLLWAKEUP"), V(1U << 30, "EPOLLONESHOT"),
	V(1U << 31, "EPOLLET"), END };
static const struct st_name sa_flags[] = { N(SA_NOCLDSTOP), N(SA_NOCLDWAIT),
	N(SA_SIGINFO), N(SA_ONSTACK), N(SA_RESTART), N(SA_NODEFER),
	N(SA_RESETHAND), END };
static const struct st_name ss_flags[] = { N(SS_ONSTACK), N(SS_DISABLE), END };
static const struct st_name modes[] = { N(S_IFDIR), N(S_IFCHR), N(S_IFBLK),
	N(S_IFREG), N(S_IFIFO), N(S_IFLNK), N(S_IFSOCK), END };
static const struct st_name iflags[] = { N(IGNBRK), N(BRKINT), N(IGNPAR),
	N(PARMRK), N(INPCK), N(ISTRIP), N(INLCR), N(IGNCR), N(ICRNL), N(IXON),
	N(IXANY), N(IXOFF), V(0x2000, "IMAXBEL"), V(0x4000, "IUTF8"), END };
static const struct st_name oflags[] = { N(OPOST), N(ONLCR), N(OCRNL), N(ONOCR),
	N(ONLRET), V(0x1800, "TAB3"), END };
static const struct st_name cflags[] = { N(CS8), N(CS7), N(CS6), N(CSTOPB),
	N(CREAD), N(PARENB), N(PARODD), N(HUPCL), N(CLOCAL), N(B38400), END };
static const struct st_name lflags[] = { N(ISIG), N(ICANON), N(ECHO), N(ECHOE),
	N(ECHOK), N(ECHONL), N(NOFLSH), N(TOSTOP), V(0x200, "ECHOCTL"),
	V(0x800, "ECHOKE"), N(IEXTEN), END };
static const struct st_name spawns[] = { V(1, "POSIX_SPAWN_RESETIDS"),
	V(2, "POSIX_SPAWN_SETPGROUP"), V(4, "POSIX_SPAWN_SETSIGDEF"),
	V(8, "POSIX_SPAWN_SETSIGMASK"), V(16, "POSIX_SPAWN_SETSCHEDPARAM"),
	V(32, "POSIX_SPAWN_SETSCHEDULER"), V(64, "POSIX_SPAWN_USEVFORK"),
	V(128, "POSIX_SPAWN_SETSID"), END };
static const struct st_name locks[] = { N(F_RDLCK), N(F_WRLCK), N(F_UNLCK),
	END };
static const struct st_name sicodes[] = { N(SI_USER), V(128, "SI_KERNEL"),
	V(0xffffffff, "SI_QUEUE"), V(0xfffffffe, "SI_TIMER"),
	V(0xfffffffd, "SI_MESGQ"), V(0xfffffffc, "SI_ASYNCIO"),
	V(0xfffffffa, "SI_TKILL"), END };
static const struct st_name clds[] = { N(CLD_EXITED), N(CLD_KILLED),
	N(CLD_DUMPED), N(CLD_TRAPPED), N(CLD_STOPPED), N(CLD_CONTINUED), END };

static const struct st_name *const lists[] = {
	[LIST_POLL] = polls,
	[LIST_EPOLL] = epolls,
	[LIST_SA] = sa_flags,
	[LIST_SS] = ss_flags,
	[LIST_MODE] = modes,
	[LIST_IFLAG] = iflags,
	[LIST_OFLAG] = oflags,
	[LIST_CFLAG] = cflags,
	[LIST_LFLAG] = lflags,
	[LIST_SPAWN] = spawns,
	[LIST_LOCK] = locks,
	[LIST_SICODE] = sicodes,
	[LIST_CLD] = clds,
};

void st_bits(enum st_list list, uint32_t value)
{
	st_put_bits(lists[list], value);
}

void st_value(enum st_list list, uint32_t value)
{
	st_put_value(lists[list], value);
}

void st_mode(uint32_t mode)
{
	st_put_value(modes, mode & S_IFMT);
	st_put(mode & 07000 ? "|0%o" : "|0%03o", mode & 07777);
}

void st_signal(uint32_t sig)
{
	const char *name = sig < 128 ? signal_name((int)sig) : NULL;

	if (sig && name)
		st_put("SIG%s", name);
	else if (sig >= 32 && sig <= 64)
		st_put("SIGRT_%u", sig - 32);
	else
		st_put("%u", sig);
}

/* Sets that lack few are told by what they lack. */
void st_sigset(const uint8_t *p)
{
	uint64_t set = st_u64(p, 0);
	bool invert = __builtin_popcountll(set) > 32;
	const char *between = invert ? "~[" : "[";

	if (invert)
		set = ~set;
	if (!set)
		st_text(between);
	for (int sig = 1; sig <= 64; sig++) {
		const char *name;

		if (!(set >> (sig - 1) & 1))
			continue;
		name = signal_name(sig);
		if (name)
			st_put("%s%s", between, name);
		else
			st_put("%sRT_%d", between, sig - 32);
		between = " ";
	}
	st_text("]");
}

static const struct st_set sets[] = {
	{ KIND_IOCTL, false, ioctls },
	{ KIND_EFD, true, efd },
	{ KIND_TFD, true, tfd },
	{ KIND_SFD, true, sfd },
	{ KIND_SOCKFLAGS, true, sockflags },
	{ KIND_EPOLLNEW, true, epoll_new },
	{ KIND_EPOLLOP, false, epoll_op },
	{ KIND_FAMILY, false, family },
	{ KIND_MSGFLAGS, true, msgflags },
	{ KIND_SHUT, false, shut },
	{ KIND_SOLEVEL, false, solevel },
	{ KIND_SOOPT, false, soopt },
};

bool st_put_set(
	const struct st_set *list, size_t count, enum kind kind, uint32_t value)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].kind != kind)
			continue;
		if (list[i].bits)
			st_put_bits(list[i].names, value);
		else
			st_put_value(list[i].names, value);
		return true;
	}
	return false;
}

bool st_flags_more(enum kind kind, uint32_t value)
{
	if (kind == KIND_SOCKTYPE) {
		st_put_value(socktype, value & 0xf);
		if (value & ~0xfU) {
			st_text("|");
			st_put_bits(sockflags, value & ~0xfU);
		}
		return true;
	}
	return st_put_set(sets, sizeof(sets) / sizeof(sets[0]), kind, value);
}
