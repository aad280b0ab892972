/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures from files: PNG of all kinds, PPM and PGM (binary and text), BMP
 * without compression. Checksums of PNG are not looked at.
 */
#ifndef EXA_DESKTOP_IMAGE_H
#define EXA_DESKTOP_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "libc/window/exa/window.h"

enum { IMAGE_PIXELS = 1 << 24 }; /* most there can be */

struct image {
	int width, height;
	uint32_t *pixels; /* red in the lowest byte; the highest: opacity */
};

/* Reads a file's bytes. Returns NULL, or what is wrong with them. */
const char *image_read(struct image *i, const uint8_t *bytes, size_t size);

/* Reads a file. Returns NULL, or what is wrong. */
const char *image_load(const char *file, struct image *i);

/* Writes pixels as a PPM. Returns NULL, or what is wrong; then the file that
 * was there is as it was. */
const char *image_save_ppm(const char *file, const struct window_surface *s);

/* The memory of a picture, all 0: whether there is enough of it, and the
 * size one that can be. */
const char *image_make(struct image *i, uint32_t width, uint32_t height);

const char *image_read_png(struct image *i, const uint8_t *bytes, size_t size);
const char *image_read_bmp(struct image *i, const uint8_t *bytes, size_t size);

/*
 * Unpacks zlib's format (RFC 1950) into at most room bytes. Returns how many
 * there are, or -1: it is damaged, or there are more.
 */
long inflate_zlib(const uint8_t *in, size_t size, uint8_t *out, size_t room);

#endif
