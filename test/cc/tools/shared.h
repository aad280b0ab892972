/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SHARED_H
#define SHARED_H
#ifndef START
#define START 7
#endif
extern int shared;
extern int table[];
int other(int n);
#endif
