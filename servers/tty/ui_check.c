/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Datagrams that are not as docs/protocol.md says: found, counted. */
#include "servers/tty/ui.h"

#include "kernel/abi/datagram.h"
#include "kernel/host.h"
#include "kernel/log.h"

enum { LOG_INTERVAL = 60000 }; /* ms */

static struct {
	uint32_t dropped, logged;
	double last; /* when the log was told */
} malformed;

uint32_t ui_number(const struct message *m)
{
	return m->arg[m->type == DATAGRAM_HELLO ? 1 : 0];
}

static bool is_size(uint32_t cells)
{
	return cells >= 1 && cells <= DATAGRAM_SIZE_MAX;
}

/* Whether the arguments from index first on are 0. */
static bool rest_is_zero(const struct message *m, int first)
{
	for (int i = first; i < MESSAGE_ARGS; i++)
		if (m->arg[i] != 0)
			return false;
	return true;
}

/* One of another version may mean other things by the rest. */
static bool hello_valid(const struct message *m, uint32_t size)
{
	if (m->request == 0)
		return false;
	if (m->arg[0] != DATAGRAM_VERSION)
		return true;
	return is_size(m->arg[2]) && is_size(m->arg[3]) && rest_is_zero(m, 4) &&
		size == 0;
}

bool ui_valid(const struct message *m, uint32_t size, uint32_t terminals)
{
	if (m->from != 0 || m->result != 0 || ui_number(m) >= terminals)
		return false;
	if (m->type == DATAGRAM_HELLO)
		return hello_valid(m, size);
	if (m->request != 0)
		return false;
	switch (m->type) {
	case DATAGRAM_OUTPUT_ACK:
		return rest_is_zero(m, 2) && size == 0;
	case DATAGRAM_INPUT:
		return rest_is_zero(m, 2) && size >= 1 &&
			size <= DATAGRAM_INPUT_WINDOW;
	case DATAGRAM_RESIZE:
		return is_size(m->arg[1]) && is_size(m->arg[2]) &&
			rest_is_zero(m, 3) && size == 0;
	default:
		return false;
	}
}

void ui_malformed(void)
{
	double now = host_now();

	malformed.dropped++;
	if (malformed.logged > 0 && now - malformed.last < LOG_INTERVAL)
		return;
	klog("tty: %u malformed datagrams dropped", malformed.dropped);
	malformed.logged = malformed.dropped;
	malformed.last = now;
}
