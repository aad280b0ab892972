/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures from files (image.h): which format it is; PPM and PGM. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "shell/desktop/lib/image.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1 << 26 }; /* bytes of a file */

const char *image_make(struct image *i, uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0 || width > IMAGE_PIXELS ||
		height > IMAGE_PIXELS || width > IMAGE_PIXELS / height)
		return "its size is none that can be shown (16 million pixels "
		       "are the most)";
	i->pixels = calloc((size_t)width * height, sizeof(*i->pixels));
	if (i->pixels == NULL)
		return "it does not fit into memory";
	i->width = (int)width;
	i->height = (int)height;
	return NULL;
}

struct reader {
	const uint8_t *at, *end;
	bool bad;
};

/* A number of a PNM, behind blanks and comments. */
static uint32_t number(struct reader *r)
{
	uint32_t value = 0;

	while (r->at < r->end &&
		(strchr(" \t\r\n\v\f", *r->at) || *r->at == '#'))
		if (*r->at++ == '#')
			while (r->at < r->end && *r->at != '\n')
				r->at++;
	r->bad |= r->at == r->end || *r->at < '0' || *r->at > '9';
	for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++)
		if (value < IMAGE_PIXELS)
			value = value * 10 + *r->at - '0';
	return value;
}

/* One sample, in 0 to 255. */
static uint32_t sample(struct reader *r, bool text, uint32_t most)
{
	uint32_t value = 0;

	if (text)
		value = number(r);
	for (uint32_t n = most > 255 ? 2 : 1; !text && n > 0; n--) {
		if (r->at == r->end) {
			r->bad = true;
			return 0;
		}
		value = value << 8 | *r->at++;
	}
	return (value < most ? value : most) * 255 / most;
}

static const char *read_pnm(struct image *i, const uint8_t *bytes, size_t size)
{
	struct reader r = { bytes + 2, bytes + size, false };
	bool text = bytes[1] < '4', grey = bytes[1] == '2' || bytes[1] == '5';
	uint32_t width = number(&r), height = number(&r), most = number(&r);
	const char *wrong;

	if (r.bad || most < 1 || most > 65535)
		return "its head is damaged";
	wrong = image_make(i, width, height);
	if (wrong != NULL)
		return wrong;
	if (!text && r.at < r.end)
		r.at++;
	for (size_t n = 0; n < (size_t)width * height && !r.bad; n++) {
		uint32_t red = sample(&r, text, most);
		uint32_t green = grey ? red : sample(&r, text, most);
		uint32_t blue = grey ? red : sample(&r, text, most);

		i->pixels[n] = WINDOW_RGB(red, green, blue);
	}
	return r.bad ? "it ends too soon" : NULL;
}

const char *image_read(struct image *i, const uint8_t *bytes, size_t size)
{
	static const uint8_t png[] = { 137, 'P', 'N', 'G', 13, 10, 26, 10 };
	const char *wrong = "it is no PNG, PPM, PGM or BMP";

	memset(i, 0, sizeof(*i));
	if (size >= 8 && memcmp(bytes, png, 8) == 0)
		wrong = image_read_png(i, bytes, size);
	else if (size >= 2 && bytes[0] == 'B' && bytes[1] == 'M')
		wrong = image_read_bmp(i, bytes, size);
	else if (size >= 3 && bytes[0] == 'P' && strchr("2356", bytes[1]) &&
		bytes[1] != '\0')
		wrong = read_pnm(i, bytes, size);
	if (wrong != NULL) {
		free(i->pixels);
		memset(i, 0, sizeof(*i));
	}
	return wrong;
}

const char *image_load(const char *file, struct image *i)
{
	const char *wrong = "it is too large a file";
	FILE *f = fopen(file, "re");
	uint8_t *bytes = NULL;
	struct stat st;

	memset(i, 0, sizeof(*i));
	if (f == NULL || fstat(fileno(f), &st) < 0) {
		wrong = strerror(errno);
	} else if (!S_ISREG(st.st_mode)) {
		wrong = "it is no file";
	} else if (st.st_size <= LARGEST) {
		size_t n = 0;

		bytes = malloc((size_t)st.st_size + 1);
		if (bytes != NULL)
			n = fread(bytes, 1, (size_t)st.st_size, f);
		wrong = bytes == NULL ? "it does not fit into memory"
			: ferror(f)   ? strerror(errno)
				      : image_read(i, bytes, n);
	}
	if (f != NULL)
		fclose(f);
	free(bytes);
	return wrong;
}

const char *image_save_ppm(const char *file, const struct window_surface *s)
{
	char new[4200];
	FILE *f;
	int error = 0;

	snprintf(new, sizeof(new), "%s.new", file);
	f = fopen(new, "we");
	if (f == NULL)
		return strerror(errno);
	fprintf(f, "P6\n%d %d\n255\n", s->width, s->height);
	for (size_t i = 0; i < (size_t)s->width * (size_t)s->height; i++) {
		const uint8_t rgb[] = { s->pixels[i] & 255,
			s->pixels[i] >> 8 & 255, s->pixels[i] >> 16 & 255 };

		fwrite(rgb, 1, 3, f);
	}
	if (fclose(f) != 0 || rename(new, file) < 0)
		error = errno;
	if (error != 0)
		unlink(new);
	return error != 0 ? strerror(error) : NULL;
}
