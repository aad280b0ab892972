/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Agents: processes whose program is the host's (kernel/host/agent.js). They
 * are how a page uses the machine: what it asks for is done by system calls of
 * a process with an owner, descriptors and children, like anybody else's.
 */
#ifndef EXA_AGENT_H
#define EXA_AGENT_H

/* The file systems are mounted: agents may run. */
void agents_start(void);

#endif
