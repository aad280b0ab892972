/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packet mode (TIOCPKT): a master that asked for it reads one byte of what
 * happened to the slave before, or in place of, the output.
 */
#include "servers/tty/pty_impl.h"

/* The settings with which the master may do flow control itself. */
static bool local_flow(const struct termios *t)
{
	return (t->c_iflag & IXON) != 0 && t->c_cc[VSTOP] == ('S' & 0x1f) &&
		t->c_cc[VSTART] == ('Q' & 0x1f);
}

void pty_status(struct tty *t, unsigned bits)
{
	struct pty *p = pty_of(t);

	if (!p->packet)
		return;
	if (bits & TIOCPKT_STOP)
		p->status &= (uint8_t)~TIOCPKT_START;
	if (bits & TIOCPKT_START)
		p->status &= (uint8_t)~TIOCPKT_STOP;
	if (bits & (TIOCPKT_DOSTOP | TIOCPKT_NOSTOP))
		p->status &= (uint8_t) ~(TIOCPKT_DOSTOP | TIOCPKT_NOSTOP);
	p->status |= (uint8_t)bits;
}

void pty_changed(struct tty *t, const struct termios *old)
{
	struct termios *now = &t->ld.termios;
	bool was = local_flow(old), is = local_flow(now);

	/* There is no line: as Linux, it is always eight bits wide. */
	now->c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
	now->c_cflag |= CS8 | CREAD;
	if (was != is)
		pty_status(t, is ? TIOCPKT_DOSTOP : TIOCPKT_NOSTOP);
	if ((old->c_lflag | now->c_lflag) & EXTPROC)
		pty_status(t, TIOCPKT_IOCTL);
}
