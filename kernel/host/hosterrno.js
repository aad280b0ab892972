// SPDX-License-Identifier: GPL-3.0-or-later
/* Node's names of errors, and musl's numbers for them. */

/** @type {Record<string, number>} */
const NUMBERS = {
	EPERM: 1, ENOENT: 2, EINTR: 4, EIO: 5, ENXIO: 6, E2BIG: 7, EBADF: 9,
	EAGAIN: 11, ENOMEM: 12, EACCES: 13, EFAULT: 14, EBUSY: 16, EEXIST: 17,
	EXDEV: 18, ENODEV: 19, ENOTDIR: 20, EISDIR: 21, EINVAL: 22, ENFILE: 23,
	EMFILE: 24, ENOTTY: 25, ETXTBSY: 26, EFBIG: 27, ENOSPC: 28, ESPIPE: 29,
	EROFS: 30, EMLINK: 31, EPIPE: 32, ERANGE: 34, EDEADLK: 35,
	ENAMETOOLONG: 36, ENOLCK: 37, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40,
	EOVERFLOW: 75, EILSEQ: 84, EOPNOTSUPP: 95, ENOTSUP: 95, ETIMEDOUT: 110,
	EALREADY: 114, ESTALE: 116, EDQUOT: 122, ECANCELED: 125,
	/* Node's own checks of arguments. */
	ERR_OUT_OF_RANGE: 22, ERR_INVALID_ARG_VALUE: 22,
};

/**
 * The number of an error that a call of node:fs threw. An error of the host
 * that has none is EIO; what is no such error is thrown again.
 * @param {unknown} error
 * @returns {number}
 */
export function errnoOf(error) {
	const { code } = /** @type {{code?: unknown}} */ (error);

	if (typeof code !== "string")
		throw error;
	return NUMBERS[code] ?? NUMBERS.EIO;
}
