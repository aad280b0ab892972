/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's name and version. */
#ifndef EXA_INFO_H
#define EXA_INFO_H

#define EXA_RELEASE "0.1.0"

const char *info_hostname(void);

#endif
