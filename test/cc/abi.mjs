// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A program that prints sizes, offsets and numbers of the headers that cc has
 * (shell/cc/headers.txt): what it prints must be the same when it is compiled
 * with the C library's headers.
 */

const TYPES = `long; long long; long double; size_t; ptrdiff_t; wchar_t; off_t;
	time_t; clock_t; clockid_t; pid_t; uid_t; gid_t; mode_t; dev_t; ino_t;
	nlink_t; blksize_t; blkcnt_t; suseconds_t; ssize_t; sigset_t; siginfo_t;
	struct sigaction; struct stat; struct dirent; struct tm;
	struct timespec; struct timeval; struct itimerval; struct termios;
	struct winsize; struct utsname; struct sockaddr; socklen_t;
	struct sockaddr_un; struct sockaddr_in; struct pollfd; struct option; fd_set; nfds_t; div_t;
	ldiv_t; max_align_t; intmax_t; uintptr_t; int_fast16_t; int_least8_t`;

const MEMBERS = {
	"struct stat": "st_dev st_ino st_mode st_nlink st_uid st_gid st_rdev " +
		"st_size st_blksize st_blocks st_atim st_mtim st_ctim",
	"struct dirent": "d_ino d_off d_reclen d_type d_name",
	"struct tm": "tm_sec tm_mday tm_year tm_isdst tm_gmtoff tm_zone",
	"struct timespec": "tv_nsec",
	"struct timeval": "tv_usec",
	"struct sigaction": "sa_handler sa_mask sa_flags",
	siginfo_t: "si_signo si_errno si_code si_pid si_uid si_status",
	"struct termios": "c_iflag c_oflag c_cflag c_lflag c_cc",
	"struct pollfd": "fd events revents",
	"struct option": "name has_arg flag val",
};

/* No integers, or not the same on purpose: long double is as precise as
 * double. */
const OTHER = new RegExp("^(NULL|SIG_(ERR|DFL|IGN)|INFINITY|HUGE_VALF?|NAN|" +
	"(PRI|SCN|LDBL_|M_[^I]).*|(FLT|DBL)_(EPSILON|MIN|MAX)|DECIMAL_DIG|" +
	"U?INTMAX_(MIN|MAX|C)|[A-Z0-9]+_C)$");
/* What only its own header may define. */
const NOT_INCLUDED = /^(iso646|assert|alloca|malloc|std(noreturn|align))\.h$/;

/** @param {string} headers the text of headers.txt @returns {string} */
export function abiProgram(headers) {
	const names = [...headers.matchAll(/^@ (\S+)/gm)]
		.map(([, name]) => name)
		.filter((name) => !NOT_INCLUDED.test(name));
	const values = new Set([...headers
		.matchAll(/^\s*#define ([A-Z][A-Z0-9_]+) /gm)]
		.map(([, name]) => name).filter((name) => !OTHER.test(name)));
	const lines = [
		...names.map((name) => `#include <${name}>`),
		"#define SIZE(t) printf(#t \" %d\\n\", (int)sizeof(t));",
		"#define OFFSET(t, m) " +
			"printf(#t \" \" #m \" %d\\n\", (int)offsetof(t, m));",
		"#define VALUE(n) printf(#n \" %lld\\n\", (long long)(n));",
		"int main(void)", "{",
		...TYPES.split(/;\s+/).map((type) => `SIZE(${type})`),
		...Object.entries(MEMBERS).flatMap(([type, members]) => members
			.split(" ").map((one) => `OFFSET(${type}, ${one})`)),
		...[...values].map((name) => `VALUE(${name})`),
		"return 0;", "}", "",
	];

	return lines.join("\n");
}
