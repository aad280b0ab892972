/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and values of localfs's records, as bytes; see record.h. */
#include "servers/localfs/record.h"

#include <string.h>

#include "kernel/alloc.h"

enum { FIRST_ROOM = 4096 };

static void put_big(uint8_t *at, int count, uint64_t value)
{
	while (count-- > 0) {
		at[count] = (uint8_t)value;
		value >>= 8;
	}
}

static uint64_t get_big(const uint8_t *at, int count)
{
	uint64_t value = 0;

	for (int i = 0; i < count; i++)
		value = value << 8 | at[i];
	return value;
}

struct store_key record_key(
	enum record_kind kind, uint64_t inode, uint64_t index)
{
	struct store_key key;

	key.bytes[0] = (uint8_t)kind;
	put_big(key.bytes + 1, 7, inode);
	put_big(key.bytes + 8, 8, index);
	return key;
}

uint64_t record_key_inode(const struct store_key *key)
{
	return get_big(key->bytes + 1, 7);
}

uint64_t record_key_index(const struct store_key *key)
{
	return get_big(key->bytes + 8, 8);
}

enum {
	CRC_POLYNOMIAL = (int)0xedb88320U,
	CRC_LANES = 8,
	CRC_HALF = 1024, /* bytes that are done beside as many others */
};

/* Tables for eight bytes at a time: lane n is the crc of a byte with n zero
 * bytes behind it. */
static uint32_t crc_table[CRC_LANES][256];

/* And table n for byte n of a crc that CRC_HALF zero bytes follow. */
static uint32_t crc_shift[4][256];

static void make_crc_table(void)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;

		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^
				((uint32_t)CRC_POLYNOMIAL & (0 - (crc & 1)));
		crc_table[0][i] = crc;
	}
	for (int lane = 1; lane < CRC_LANES; lane++)
		for (uint32_t i = 0; i < 256; i++) {
			uint32_t crc = crc_table[lane - 1][i];

			crc_table[lane][i] = crc >> 8 ^ crc_table[0][crc & 255];
		}
}

/* After the other tables. One bit's crc is added to those without it. */
static void make_shift_table(void)
{
	for (int bit = 0; bit < 32; bit++) {
		uint32_t *table = crc_shift[bit / 8], one = 1U << bit % 8;
		uint32_t crc = 1U << bit;

		for (int n = 0; n < CRC_HALF; n++)
			crc = crc >> 8 ^ crc_table[0][crc & 255];
		for (uint32_t i = 0; i < one; i++)
			table[one + i] = table[i] ^ crc;
	}
}

static uint32_t crc_eight(uint32_t crc, const uint8_t *p)
{
	uint32_t low, high;

	memcpy(&low, p, 4);
	memcpy(&high, p + 4, 4);
	low ^= crc;
	return crc_table[7][low & 255] ^ crc_table[6][low >> 8 & 255] ^
		crc_table[5][low >> 16 & 255] ^ crc_table[4][low >> 24] ^
		crc_table[3][high & 255] ^ crc_table[2][high >> 8 & 255] ^
		crc_table[1][high >> 16 & 255] ^ crc_table[0][high >> 24];
}

/* Two halves side by side: neither waits for the other's tables. */
static uint32_t crc_halves(uint32_t crc, const uint8_t *p)
{
	uint32_t other = 0;

	for (int i = 0; i < CRC_HALF; i += 8) {
		crc = crc_eight(crc, p + i);
		other = crc_eight(other, p + CRC_HALF + i);
	}
	return other ^ crc_shift[0][crc & 255] ^ crc_shift[1][crc >> 8 & 255] ^
		crc_shift[2][crc >> 16 & 255] ^ crc_shift[3][crc >> 24];
}

uint32_t crc32_of(uint32_t crc, const void *bytes, size_t size)
{
	const uint8_t *p = bytes;

	if (crc_table[0][1] == 0) {
		make_crc_table();
		make_shift_table();
	}
	crc = ~crc;
	for (; size >= 2 * CRC_HALF; size -= 2 * CRC_HALF, p += 2 * CRC_HALF)
		crc = crc_halves(crc, p);
	for (; size >= 8; size -= 8, p += 8)
		crc = crc_eight(crc, p);
	while (size-- > 0)
		crc = crc >> 8 ^ crc_table[0][(crc ^ *p++) & 255];
	return ~crc;
}

int64_t record_check(const uint8_t *value, size_t size)
{
	uint32_t crc;

	if (size < RECORD_CRC)
		return -1;
	size -= RECORD_CRC;
	memcpy(&crc, value + size, sizeof(crc));
	return crc == crc32_of(0, value, size) ? (int64_t)size : -1;
}

static bool make_room(struct packer *p, size_t size)
{
	size_t room = p->room == 0 ? FIRST_ROOM : p->room;
	uint8_t *bytes;

	if (p->failed)
		return false;
	if (p->room - p->size >= size)
		return true;
	while (room - p->size < size)
		room *= 2;
	bytes = kmalloc(room);
	if (bytes == NULL) {
		p->failed = true;
		return false;
	}
	if (p->size > 0)
		memcpy(bytes, p->bytes, p->size);
	kfree(p->bytes);
	p->bytes = bytes;
	p->room = room;
	return true;
}

void pack_bytes(struct packer *p, const void *bytes, size_t size)
{
	if (size == 0 || !make_room(p, size))
		return;
	memcpy(p->bytes + p->size, bytes, size);
	p->size += size;
}

void pack_u16(struct packer *p, uint16_t value)
{
	pack_bytes(p, &value, sizeof(value));
}

void pack_u32(struct packer *p, uint32_t value)
{
	pack_bytes(p, &value, sizeof(value));
}

void pack_u64(struct packer *p, uint64_t value)
{
	pack_bytes(p, &value, sizeof(value));
}

void pack_end(struct packer *p, size_t begin)
{
	if (!p->failed)
		pack_u32(p, crc32_of(0, p->bytes + begin, p->size - begin));
}

const uint8_t *unpack_bytes(struct unpacker *u, size_t size)
{
	const uint8_t *at = u->at;

	if (u->failed || (size_t)(u->end - at) < size) {
		u->failed = true;
		return NULL;
	}
	u->at += size;
	return at;
}

static uint64_t unpack(struct unpacker *u, size_t size)
{
	const uint8_t *at = unpack_bytes(u, size);
	uint64_t value = 0;

	if (at != NULL)
		memcpy(&value, at, size);
	return value;
}

uint16_t unpack_u16(struct unpacker *u)
{
	return (uint16_t)unpack(u, 2);
}

uint32_t unpack_u32(struct unpacker *u)
{
	return (uint32_t)unpack(u, 4);
}

uint64_t unpack_u64(struct unpacker *u)
{
	return unpack(u, 8);
}
