/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fonts of the Linux console, PSF 1 and 2. */
#ifndef EXA_DESKTOP_PSF_H
#define EXA_DESKTOP_PSF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PSF_KNOWN = 0x3000 }; /* characters below can have a picture */

struct psf {
	int width, height, stride; /* of one picture; stride: bytes of a row */
	const uint8_t *pictures;   /* in the bytes that were read */
	uint16_t of[PSF_KNOWN];    /* number of a character's, and 1; or 0 */
};

/* Reads a file's bytes, which are to stay: whether it is such a font. */
bool psf_read(struct psf *f, const uint8_t *bytes, size_t size);

/* The rows of a character, or NULL. */
const uint8_t *psf_find(const struct psf *f, uint32_t character);

#endif
