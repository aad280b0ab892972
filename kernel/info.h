/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's name and version. */
#ifndef EXA_INFO_H
#define EXA_INFO_H

#include <stddef.h>
#include <stdint.h>

#define EXA_RELEASE "0.1.0"

/* uname's version. */
#define EXA_VERSION "#1 unikernel"

/* The number of the last capability, as Linux counts them. */
enum { INFO_LAST_CAP = 40 };

struct proc;

const char *info_hostname(void);

/* The load averages over 1, 5 and 15 minutes, in 1/65536: procfs_system.c. */
void info_loads(unsigned long loads[3]);
const char *info_domainname(void);

/* Returns 0 or -EINVAL; without the right to it -EPERM. */
int info_set_hostname(const char *name, size_t length);
int info_set_domainname(const char *name, size_t length);

/* Memory of the whole machine, in bytes. */
struct info_memory {
	uint64_t total, free;
	uint64_t programs; /* in use by programs */
	uint64_t kernel;   /* by the kernel, with tmpfs */
};
void info_memory(struct info_memory *m);

#endif
