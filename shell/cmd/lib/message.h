/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How messages are made; only for the files of this folder.
 */
#ifndef EXA_CMD_MESSAGE_H
#define EXA_CMD_MESSAGE_H

#include "cmd.h"

/*
 * Writes out what waits and starts a message with "prefix: ", composed in the
 * output's buffer. Nothing may be printed before message_end(), which ends the
 * line, writes it to standard error and sets the status to cmd.trouble.
 */
void message_begin(struct text *t, const char *prefix);
void message_end(struct text *t);

#endif
