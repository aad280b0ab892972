/* SPDX-License-Identifier: MIT */
/*
 * Datagrams between the machine's worker and its UI documents, on the
 * BroadcastChannel exa:<uuid>: a struct message (its request, from and result
 * are 0) followed by the payload. "Offset" is a count of bytes since the
 * terminal was made, modulo 2^32. docs/protocol.md is the reference.
 */
#ifndef EXA_ABI_DATAGRAM_H
#define EXA_ABI_DATAGRAM_H

enum { DATAGRAM_VERSION = 1 };

/* Who sends it; then arg[0..]; then the payload. */
enum datagram_type {
	/* UI: version, tty, cols, rows. Repeated until WELCOME comes. */
	DATAGRAM_HELLO = 0x100,
	/* tty: version, tty, output offset at which the replay that follows as
	 * OUTPUT begins, input offset expected next. */
	DATAGRAM_WELCOME,
	/* tty: tty, offset of the first byte; payload: bytes for the screen. */
	DATAGRAM_OUTPUT,
	/* UI: tty, output offset up to which the screen has drawn. */
	DATAGRAM_OUTPUT_ACK,
	/* UI: tty, offset of the first byte; payload: bytes typed. */
	DATAGRAM_INPUT,
	/* tty: tty, input offset up to which bytes were taken. */
	DATAGRAM_INPUT_ACK,
	/* UI: tty, cols, rows. */
	DATAGRAM_RESIZE,
	/* host: bytes loaded, bytes in total (0: unknown); payload: one line of
	 * text. Shown while booting, before the first OUTPUT. */
	DATAGRAM_PROGRESS,
	/* host: 0; payload: text. The machine has stopped (panic, missing
	 * file, halt); the UI shows it and offers a restart. */
	DATAGRAM_STOPPED,
};

#endif
