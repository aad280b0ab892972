/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Socket addresses between programs and the kernel. */
#include <errno.h>
#include <string.h>

#include "servers/socket/socket.h"

int address_get(struct address *a, uint32_t from, uint32_t size)
{
	memset(a, 0, sizeof(*a));
	if (size > sizeof(a->u))
		return -EINVAL;
	a->length = size;
	return copy_from_user(&a->u, from, size);
}

int address_put(const struct address *a, uint32_t to, uint32_t size)
{
	uint32_t room;
	int error = copy_from_user(&room, size, sizeof(room));

	if (error < 0)
		return error;
	if ((int)room < 0)
		return -EINVAL;
	if (room > a->length)
		room = a->length;
	error = copy_to_user(to, &a->u, room);
	if (error == 0)
		error = copy_to_user(size, &a->length, sizeof(a->length));
	return error;
}
