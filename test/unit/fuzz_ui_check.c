/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the check of datagrams: whatever 40 bytes and length come, it answers,
 * and what it lets through is within the bounds that servers/tty/ui.c relies
 * on. The fields are repeated here as docs/protocol.md tells them.
 *
 * Links: servers/tty/ui_check.c
 */
#include "servers/tty/ui.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/abi/datagram.h"
#include "kernel/host.h"
#include "kernel/log.h"

enum { TERMINALS = 1 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

double host_now(void)
{
	static double now;

	return now += 1000;
}

void klog(const char *pattern, ...)
{
	(void)pattern;
}

static void require(int condition)
{
	if (!condition)
		abort();
}

static int in_bounds(uint32_t cells)
{
	return cells > 0 && cells <= DATAGRAM_SIZE_MAX;
}

static void check_let_through(const struct message *m, uint32_t size)
{
	require(ui_number(m) < TERMINALS);
	require(m->from == 0 && m->result == 0);
	switch (m->type) {
	case DATAGRAM_HELLO:
		require(m->request != 0);
		require(m->arg[0] != DATAGRAM_VERSION ||
			(in_bounds(m->arg[2]) && in_bounds(m->arg[3]) &&
				size == 0));
		break;
	case DATAGRAM_OUTPUT_ACK:
		require(size == 0);
		break;
	case DATAGRAM_INPUT:
		require(size > 0 && size <= DATAGRAM_INPUT_WINDOW);
		break;
	case DATAGRAM_RESIZE:
		require(in_bounds(m->arg[1]) && in_bounds(m->arg[2]));
		break;
	default:
		abort();
	}
}

/* The first byte picks a type, the second fields that are as they should be:
 * else chance would get nothing through. */
static void make_likely(struct message *m, uint8_t type, uint8_t fields)
{
	if (type % 8 < 7)
		m->type = DATAGRAM_HELLO + type % 8;
	if (fields & 1)
		m->from = m->result = 0;
	if (fields & 2)
		m->request = m->type == DATAGRAM_HELLO;
	if (fields & 4)
		m->arg[0] = m->type == DATAGRAM_HELLO;
	if (fields & 8)
		m->arg[1] %= m->type == DATAGRAM_HELLO ? 2 : 1100;
	for (int i = 2; i < MESSAGE_ARGS; i++)
		if (fields & 8 << (i < 4 ? 1 : 2))
			m->arg[i] = i < 4 ? m->arg[i] % 1100 : 0;
	if (fields & 64)
		m->arg[2] = m->arg[3] = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct message m;
	uint32_t length;

	if (size < 2 + sizeof(m) + sizeof(length))
		return 0;
	memcpy(&m, data + 2, sizeof(m));
	memcpy(&length, data + 2 + sizeof(m), sizeof(length));
	make_likely(&m, data[0], data[1]);
	if (data[1] & 128)
		length %= 2;
	if (ui_valid(&m, length, TERMINALS))
		check_let_through(&m, length);
	else
		ui_malformed();
	return 0;
}
