/* SPDX-License-Identifier: MIT */
/*
 * The message: the fixed-size request and reply that everything between
 * processes and servers, and between the machine and its UI, is made of.
 *
 * Inside the module a message carries no data: an argument names the
 * caller's memory (address and length) and the server copies. Over the
 * channel exa:<uuid> the same 40 bytes, little-endian, are followed by the
 * payload; docs/protocol.md describes those types (kernel/abi/datagram.h).
 */
#ifndef EXA_ABI_MESSAGE_H
#define EXA_ABI_MESSAGE_H

#include <stdint.h>

enum { MESSAGE_ARGS = 6 };

struct message {
	uint32_t type;    /* enum message_type or enum datagram_type */
	uint32_t request; /* its number, which the reply repeats */
	int32_t from;     /* pid of the sender; 0: the host or the UI */
	int32_t result;   /* in a reply: value >= 0 or -errno */
	uint32_t arg[MESSAGE_ARGS];
};

_Static_assert(sizeof(struct message) == 40, "the message is an ABI");

#endif
