/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys and values of localfs's records: order, checksums, what is cut short.
 *
 * Links: servers/localfs/record.c
 */
#include "servers/localfs/record.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/alloc.h"
#include "test/unit/check.h"
#include "test/unit/native.h"

static int order_of(struct store_key a, struct store_key b)
{
	int order = memcmp(a.bytes, b.bytes, STORE_KEY);

	return order < 0 ? -1 : order > 0;
}

static int order_of_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* As bytes keys are in the order of inode and index. */
static void test_keys(void)
{
	static const uint64_t numbers[] = { 0, 1, 2, 255, 256, 65535, 65536,
		1U << 31, UINT32_MAX, 1ULL << 32, (1ULL << 56) - 1 };
	enum { N = sizeof(numbers) / sizeof(numbers[0]) };

	for (int i = 0; i < N * N; i++)
		for (int j = 0; j < N * N; j++) {
			uint64_t a = numbers[i / N], b = numbers[j / N];
			struct store_key x = record_key(
				KIND_BLOCK, a, numbers[i % N]);
			struct store_key y = record_key(
				KIND_BLOCK, b, numbers[j % N]);

			CHECK_INT(order_of(x, y),
				a != b ? order_of_numbers(a, b)
				       : order_of_numbers(numbers[i % N],
						 numbers[j % N]));
			CHECK(record_key_inode(&x) == a);
			CHECK(record_key_index(&x) == numbers[i % N]);
		}
	CHECK_INT(order_of(record_key(KIND_BLOCK, UINT64_MAX >> 8, UINT64_MAX),
			  record_key(KIND_ENTRIES, 0, 0)),
		-1);
}

static const struct store_key sample = { { 'B', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
	11, 12, 13, 14, 15 } };

static void test_key_bytes(void)
{
	struct store_key key = record_key(
		KIND_BLOCK, 0x01020304050607, 0x08090a0b0c0d0e0f);

	CHECK_MEM(key.bytes, sample.bytes, STORE_KEY);
}

static void test_crc(void)
{
	static const char text[] = "123456789";
	static const char fox[] = "The quick brown fox jumps over the lazy dog";
	uint8_t bytes[32];

	CHECK(crc32_of(0, "", 0) == 0);
	CHECK(crc32_of(0, "a", 1) == 0xe8b7be43);
	CHECK(crc32_of(0, text, 9) == 0xcbf43926);
	CHECK(crc32_of(0, fox, strlen(fox)) == 0x414fa339);
	memset(bytes, 0, sizeof(bytes));
	CHECK(crc32_of(0, bytes, 32) == 0x190a55ad);
	memset(bytes, 0xff, sizeof(bytes));
	CHECK(crc32_of(0, bytes, 32) == 0xff6cab0b);
	/* In two pieces, at every place and alignment. */
	for (size_t from = 0; from < 9; from++)
		for (size_t cut = from; cut <= strlen(fox); cut++)
			CHECK(crc32_of(crc32_of(0, fox + from, cut - from),
				      fox + cut, strlen(fox) - cut) ==
				crc32_of(0, fox + from, strlen(fox) - from));
}

/* By bits, as the polynomial says. */
static uint32_t slow_crc(const uint8_t *bytes, size_t size)
{
	uint32_t crc = ~0U;

	for (size_t i = 0; i < 8 * size; i++) {
		crc ^= bytes[i / 8] >> i % 8 & 1;
		crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
	}
	return ~crc;
}

static void test_crc_of_much(void)
{
	static uint8_t bytes[LOCALFS_BLOCK + 9];
	static const size_t size[] = { 2047, 2048, 2049, 4096, 6151,
		LOCALFS_BLOCK - 1, LOCALFS_BLOCK };
	uint32_t x = 1;

	for (size_t i = 0; i < sizeof(bytes); i++) {
		x = x * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(x >> 24);
	}
	for (size_t i = 0; i < sizeof(size) / sizeof(*size); i++)
		for (size_t from = 0; from < 9; from++)
			CHECK(crc32_of(0, bytes + from, size[i]) ==
				slow_crc(bytes + from, size[i]));
}

static void pack_sample(struct packer *p)
{
	pack_u16(p, 0x1234);
	pack_u32(p, 0x89abcdef);
	pack_u64(p, 0xfedcba9876543210);
	pack_bytes(p, "text", 4);
	pack_bytes(p, "", 0);
}

static void test_pack(void)
{
	static const uint8_t want[] = { 0x34, 0x12, 0xef, 0xcd, 0xab, 0x89,
		0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 't', 'e', 'x',
		't' };
	struct packer p = { 0 };
	struct unpacker u;

	pack_bytes(&p, "before", 6);
	pack_sample(&p);
	pack_end(&p, 6);
	CHECK(!p.failed);
	CHECK_INT(p.size, 6 + sizeof(want) + RECORD_CRC);
	CHECK_MEM(p.bytes + 6, want, sizeof(want));
	CHECK_INT(record_check(p.bytes + 6, p.size - 6), sizeof(want));
	u = (struct unpacker){ p.bytes + 6, p.bytes + p.size, false };
	CHECK_INT(unpack_u16(&u), 0x1234);
	CHECK(unpack_u32(&u) == 0x89abcdef);
	CHECK(unpack_u64(&u) == 0xfedcba9876543210);
	CHECK_MEM(unpack_bytes(&u, 4), "text", 4);
	CHECK(!u.failed && u.end - u.at == RECORD_CRC);
	kfree(p.bytes);
}

/* Every value with a wrong byte, or cut short, is damaged. */
static void test_damage(void)
{
	struct packer p = { 0 };

	pack_sample(&p);
	pack_end(&p, 0);
	for (size_t i = 0; i < p.size; i++) {
		uint8_t *copy = malloc(i + 1);

		memcpy(copy, p.bytes, i);
		CHECK_INT(record_check(copy, i), -1);
		free(copy);
		for (int bit = 0; bit < 8; bit++) {
			p.bytes[i] ^= (uint8_t)(1 << bit);
			CHECK_INT(record_check(p.bytes, p.size), -1);
			p.bytes[i] ^= (uint8_t)(1 << bit);
		}
	}
	CHECK_INT(record_check(p.bytes, p.size), (int64_t)p.size - RECORD_CRC);
	kfree(p.bytes);
}

/* What ends too early fails, from there on, and is not read beyond. */
static void test_truncated(void)
{
	struct packer p = { 0 };

	pack_sample(&p);
	for (size_t size = 0; size < p.size; size++) {
		uint8_t *copy = malloc(size + 1);
		struct unpacker u = { copy, copy + size, false };
		const uint8_t *text;

		memcpy(copy, p.bytes, size);
		CHECK(size >= 2 || unpack_u16(&u) == 0);
		if (size >= 2)
			CHECK_INT(unpack_u16(&u), 0x1234);
		CHECK(unpack_u32(&u) == (size >= 6 ? 0x89abcdef : 0));
		CHECK(unpack_u64(&u) == (size >= 14 ? 0xfedcba9876543210 : 0));
		text = unpack_bytes(&u, 4);
		CHECK(text == NULL && u.failed);
		CHECK(unpack_bytes(&u, 0) == NULL);
		CHECK(unpack_bytes(&u, SIZE_MAX) == NULL);
		free(copy);
	}
	kfree(p.bytes);
}

static void test_memory(void)
{
	struct packer p = { 0 };

	native_fail_after(1);
	for (int i = 0; i < 2000; i++)
		pack_u64(&p, 1);
	pack_end(&p, 0);
	native_fail_after(-1);
	CHECK(p.failed);
	CHECK(p.size <= p.room);
	pack_u32(&p, 1);
	CHECK(p.failed);
	kfree(p.bytes);
}

int main(void)
{
	test_keys();
	test_key_bytes();
	test_crc();
	test_crc_of_much();
	test_pack();
	test_damage();
	test_truncated();
	test_memory();
	return check_status();
}
