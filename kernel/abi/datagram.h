/* SPDX-License-Identifier: MIT */
/*
 * Datagrams between the machine's worker and its UI documents, on the
 * BroadcastChannel exa:<uuid>: a struct message followed by the payload.
 * docs/protocol.md is the reference. "Offset" is a count of bytes since the
 * terminal was made, modulo 2^32; "tty" is the number of the terminal, 0 the
 * console. Fields that are not named here are 0; a datagram where they are
 * not, or whose length is wrong, is counted and dropped.
 */
#ifndef EXA_ABI_DATAGRAM_H
#define EXA_ABI_DATAGRAM_H

enum {
	DATAGRAM_VERSION = 1,
	/* Longest payload of any datagram, in bytes. */
	DATAGRAM_PAYLOAD_MAX = 65536,
	/* The UI keeps at most so many bytes of input unacknowledged: tty
	 * always has room for what the UI sends. */
	DATAGRAM_INPUT_WINDOW = 4096,
	/* tty keeps at most so many bytes of output unacknowledged, and so
	 * many old ones for a replay. */
	DATAGRAM_OUTPUT_WINDOW = 131072,
	/* Columns and rows are 1 to this. */
	DATAGRAM_SIZE_MAX = 1000,
};

/* Who sends it; then arg[0..]; then the payload. */
enum datagram_type {
	/* UI: version, tty, cols, rows. request: a number that the document
	 * made for itself, not 0. Repeated until its WELCOME comes. */
	DATAGRAM_HELLO = 0x100,
	/* tty: version, tty, output offset at which the replay that follows as
	 * OUTPUT begins, input offset expected next, output offset before
	 * which everything was acknowledged once (the document drops answers
	 * that the terminal makes while it draws what lies before). request:
	 * that of the HELLO. Documents with another request are detached. */
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
	 * text. Shown while booting, before the first OUTPUT. The latest one is
	 * sent again to a HELLO that comes before tty can answer. */
	DATAGRAM_PROGRESS,
	/* host: payload: text. The machine has stopped (panic, missing file,
	 * halt); the UI shows it and offers a restart. Sent again to every
	 * HELLO. */
	DATAGRAM_STOPPED,
};

#endif
