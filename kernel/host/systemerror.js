// SPDX-License-Identifier: GPL-3.0-or-later
/* What a failed system call is to those who use the machine. */

/** Errors by number: their names, and what strerror() says. */
const ERRORS = new Map(/** @type {[number, [string, string]][]} */ ([
	[1, ["EPERM", "Operation not permitted"]],
	[2, ["ENOENT", "No such file or directory"]],
	[3, ["ESRCH", "No such process"]],
	[4, ["EINTR", "Interrupted system call"]],
	[5, ["EIO", "I/O error"]],
	[6, ["ENXIO", "No such device or address"]],
	[7, ["E2BIG", "Argument list too long"]],
	[8, ["ENOEXEC", "Exec format error"]],
	[9, ["EBADF", "Bad file descriptor"]],
	[11, ["EAGAIN", "Resource temporarily unavailable"]],
	[12, ["ENOMEM", "Out of memory"]],
	[13, ["EACCES", "Permission denied"]],
	[16, ["EBUSY", "Resource busy"]],
	[17, ["EEXIST", "File exists"]],
	[18, ["EXDEV", "Cross-device link"]],
	[19, ["ENODEV", "No such device"]],
	[20, ["ENOTDIR", "Not a directory"]],
	[21, ["EISDIR", "Is a directory"]],
	[22, ["EINVAL", "Invalid argument"]],
	[23, ["ENFILE", "Too many open files in system"]],
	[24, ["EMFILE", "No file descriptors available"]],
	[25, ["ENOTTY", "Not a tty"]],
	[26, ["ETXTBSY", "Text file busy"]],
	[27, ["EFBIG", "File too large"]],
	[28, ["ENOSPC", "No space left on device"]],
	[29, ["ESPIPE", "Invalid seek"]],
	[30, ["EROFS", "Read-only file system"]],
	[31, ["EMLINK", "Too many links"]],
	[32, ["EPIPE", "Broken pipe"]],
	[36, ["ENAMETOOLONG", "Filename too long"]],
	[38, ["ENOSYS", "Function not implemented"]],
	[39, ["ENOTEMPTY", "Directory not empty"]],
	[40, ["ELOOP", "Symbolic link loop"]],
	[75, ["EOVERFLOW", "Value too large for data type"]],
	[95, ["ENOTSUP", "Not supported"]],
	[110, ["ETIMEDOUT", "Operation timed out"]],
]));

/** A system call failed. */
export class SystemError extends Error {
	/** @param {number} errno @param {string} what was done, to what */
	constructor(errno, what) {
		const [code, text] = ERRORS.get(errno) ??
			[`E${errno}`, `error ${errno}`];

		super(`${code}: ${text}, ${what}`);
		this.errno = errno;
		this.code = code;
	}
}
