/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing with vi's keys. */
#include "shell.h"
#include "edit/edit.h"

enum result vi_key(int c)
{
	return common_key(c);
}
