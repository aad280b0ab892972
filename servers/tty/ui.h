/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a datagram from the UI can be checked without knowing a state. */
#ifndef EXA_TTY_UI_H
#define EXA_TTY_UI_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/abi/message.h"

/* Whether m with size bytes of payload is as docs/protocol.md says, and for
 * one of so many terminals. */
bool ui_valid(const struct message *m, uint32_t size, uint32_t terminals);

/* The terminal that a valid datagram is for. */
uint32_t ui_number(const struct message *m);

/* Counts a datagram that was dropped; tells the log now and then. */
void ui_malformed(void);

#endif
