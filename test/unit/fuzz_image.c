/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the reader of pictures, and that of fonts: whatever comes in, it is
 * refused with a sentence, or there are all the pixels that the size says.
 *
 * Links: shell/desktop/lib/image.c shell/desktop/lib/png.c
 * Links: shell/desktop/lib/bmp.c shell/desktop/lib/inflate.c
 * Links: shell/desktop/lib/psf.c shell/desktop/lib/utf8.c
 */
#include "shell/desktop/lib/image.h"

#include <stdlib.h>

#include "shell/desktop/lib/psf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t sum;

/* A size that is larger than the input is for says nothing, and takes long. */
static int is_large(const uint8_t *data, size_t size)
{
	return size > 24 && data[0] == 137 &&
		(data[16] | data[17] | data[20] | data[21]) != 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct psf font;
	struct image i;

	if (!is_large(data, size)) {
		const char *wrong = image_read(&i, data, size);

		if ((wrong == NULL) != (i.pixels != NULL))
			abort();
		for (int n = 0; i.pixels != NULL && n < i.width * i.height; n++)
			sum += i.pixels[n];
		free(i.pixels);
	}
	if (!psf_read(&font, data, size))
		return 0;
	for (uint32_t c = 0; c < PSF_KNOWN + 9; c++) {
		const uint8_t *rows = psf_find(&font, c);

		for (int n = 0; rows != NULL && n < font.stride * font.height;
			n++)
			sum += rows[n];
	}
	return 0;
}
