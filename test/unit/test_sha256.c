/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256: the examples of FIPS 180-4 and NIST's, pieces of any size, and
 * the host's sha256sum on random data.
 *
 * Links: kernel/sha256.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "kernel/sha256.h"

#include <stdlib.h>
#include <unistd.h>

#include "test/unit/check.h"
#include "test/unit/native.h"

enum { HEX = 2 * SHA256_DIGEST };

static void to_hex(const uint8_t *digest, char hex[HEX + 1])
{
	for (int i = 0; i < SHA256_DIGEST; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

static void test_vectors(void)
{
	static const struct {
		const char *text, *hex;
	} vector[] = {
		{ "",
			"e3b0c44298fc1c149afbf4c8996fb924"
			"27ae41e4649b934ca495991b7852b855" },
		{ "abc",
			"ba7816bf8f01cfea414140de5dae2223"
			"b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039"
			"a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
		  "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
			"cf5b16a778af8380036ce59e7b049237"
			"0b249b11e8f07a51afac45037afee9d1" },
	};
	uint8_t digest[SHA256_DIGEST];
	char hex[HEX + 1];

	for (size_t i = 0; i < sizeof(vector) / sizeof(vector[0]); i++) {
		sha256(vector[i].text, strlen(vector[i].text), digest);
		to_hex(digest, hex);
		CHECK_STR(hex, vector[i].hex);
	}
}

/* A million times 'a', which is also cut in awkward pieces. */
static void test_million(void)
{
	static char a[1000];
	struct sha256 s;
	uint8_t digest[SHA256_DIGEST];
	char hex[HEX + 1];
	size_t left = 1000000, n;
	uint32_t seed = 3;

	memset(a, 'a', sizeof(a));
	sha256_init(&s);
	for (; left > 0; left -= n) {
		n = native_random(&seed) % 200;
		n = n < left ? n : left;
		sha256_update(&s, a, n);
	}
	sha256_final(&s, digest);
	to_hex(digest, hex);
	CHECK_STR(hex,
		"cdc76e5c9914fb9281a1c7e284d73e67"
		"f1809a48a497200e046d39ccc7112cd0");
}

/* What sha256sum says of n bytes; false: the host cannot. */
static int host_digest(const uint8_t *data, size_t n, char hex[HEX + 1])
{
	char name[] = "/tmp/exa-sha256-XXXXXX", command[80];
	int fd = mkstemp(name), ok;
	FILE *out;

	if (fd < 0 || write(fd, data, n) != (ssize_t)n)
		return 0;
	close(fd);
	snprintf(command, sizeof(command), "sha256sum %s", name);
	out = popen(command, "r");
	ok = out && fread(hex, 1, HEX, out) == HEX;
	hex[HEX] = 0;
	if (out)
		pclose(out);
	unlink(name);
	return ok;
}

static void test_host(void)
{
	static uint8_t data[200000];
	uint8_t digest[SHA256_DIGEST];
	char ours[HEX + 1], theirs[HEX + 1];
	uint32_t seed = 99;

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)native_random(&seed);
	for (int i = 0; i < 24; i++) {
		size_t n = native_random(&seed) % (i < 16 ? 300 : sizeof(data));

		sha256(data, n, digest);
		to_hex(digest, ours);
		CHECK(host_digest(data, n, theirs));
		CHECK_STR(ours, theirs);
	}
}

int main(void)
{
	test_vectors();
	test_million();
	test_host();
	return check_status();
}
