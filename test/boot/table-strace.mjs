// SPDX-License-Identifier: GPL-3.0-or-later
/** strace: what it says of calls, signals and processes, and its options. */

/**
 * Lines that must come in this order; "#" stands for a number, "@" for an
 * address, and results may be anywhere behind.
 *
 * @param {...string} lines
 */
const inOrder = (...lines) => new RegExp(lines
	.map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
		.replaceAll("#", "\\d+").replaceAll("@", "0x[0-9a-f]+")
		.replaceAll(" = ", " += "))
	.join("[^]*"));

/** @type {import("./row.mjs").Row[]} */
export default [
	{ name: "strace-files", run: "strace /t/traced", status: 3,
		err: inOrder(
			'execve("/t/traced", ["/t/traced"], @ /* # vars */) = 0\n',
			"pipe2([3, 4], 0) = 0\n",
			'writev(4, [{iov_base="one\\0two", iov_len=7}, ' +
				'{iov_base="\\377\\n\\"", iov_len=3}], 2) = 10\n',
			'read(3, "one\\0two\\377\\n\\"", 16) = 10\n',
			'openat(AT_FDCWD, "/tmp/f", O_RDWR|O_CREAT|O_EXCL|' +
				"O_APPEND|O_LARGEFILE, 0640) = 5\n",
			'fstatat(AT_FDCWD, "/tmp/f", {st_mode=S_IFREG|0640, ' +
				"st_size=0, ...}, 0) = 0\n",
			"fcntl(5, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, " +
				"l_start=5, l_len=6}) = 0\n",
			"fcntl(5, F_GETFL) = # (flags O_RDWR|O_APPEND|" +
				"O_LARGEFILE)\n",
			"utimensat(5, NULL, [{tv_sec=1, tv_nsec=2}, " +
				"UTIME_OMIT], 0) = 0\n",
			"lseek(5, -1, @, SEEK_END) = -1 EINVAL " +
				"(Invalid argument)\n",
			'pwrite64(5, "x", 1, 8589934592) = 1\n',
			"ioctl(5, TCGETS, @) = -1 ENOTTY (Not a tty)\n",
			'faccessat(AT_FDCWD, "/tmp/f", R_OK|W_OK) = 0\n',
			'unlinkat(AT_FDCWD, "/tmp/f", 0) = 0\n',
			'chdir("/nonexistent") = -1 ENOENT ' +
				"(No such file or directory)\n",
			"openat(AT_FDCWD, 0x1, O_RDONLY|O_LARGEFILE) = -1 EFAULT " +
				"(Bad address)\n",
			'getcwd("/home/exa", 16) = 10\n') },
	{ name: "strace-waiting", run: "strace /t/traced </dev/null", status: 3,
		err: inOrder(
			"ppoll([{fd=0, events=POLLIN}, {fd=-1}], 2, " +
				"{tv_sec=0, tv_nsec=0}, NULL, 8) = 1 " +
				"([{fd=0, revents=POLLIN}])\n",
			"pselect6(2, NULL, [1], NULL, NULL, @) = 1 (out [1])\n",
			"nanosleep(CLOCK_REALTIME, 0, {tv_sec=0, tv_nsec=1000}, " +
				"NULL) = 0\n",
			"setitimer(ITIMER_REAL, {it_interval={tv_sec=0, tv_usec=0}" +
				", it_value={tv_sec=5, tv_usec=6}}, {it_interval=",
			"fork() = #\n",
			"wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 9}], 0, " +
				"NULL) = #\n",
			"rt_sigaction(SIGUSR1, {sa_handler=@, sa_mask=[INT], " +
				"sa_flags=SA_RESTART}, NULL, 8) = 0\n",
			"rt_sigprocmask(SIG_BLOCK, [HUP USR2], NULL, 8) = 0\n",
			"prlimit64(0, RLIMIT_NOFILE, NULL, {rlim_cur=1024, " +
				"rlim_max=4*1024}) = 0\n",
			'uname({sysname="EXA", nodename="exa", ...}) = 0\n',
			"umask(022) = 022\n",
			"brk(NULL) = @\n",
			"exit_group(3) = ?\n+++ exited with 3 +++\n") },
	{ name: "strace-network", run: "strace -y /t/traced network </dev/zero",
		err: inOrder(
			"socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3, 4])",
			"sendmsg(3<socket:[#]>, {msg_name=NULL, msg_namelen=0, " +
				'msg_iov=[{iov_base="m", iov_len=1}], ' +
				"msg_iovlen=1, msg_control=[{cmsg_len=16, " +
				"cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, " +
				"cmsg_data=[0]}], msg_controllen=16, " +
				"msg_flags=0}, 0) = 1\n",
			"recvmsg(4<socket:[#]>, {",
			"cmsg_data=[5]}], msg_controllen=16, msg_flags=0}, " +
				"MSG_DONTWAIT) = 1\n",
			"setsockopt(6<socket:[#]>, SOL_SOCKET, SO_REUSEADDR, " +
				"[1], 4) = 0\n",
			"bind(6<socket:[#]>, {sa_family=AF_INET, sin_port=" +
				'htons(8080), sin_addr=inet_addr("127.0.0.1")}' +
				", 16) = 0\n",
			"getsockname(6<socket:[#]>, {sa_family=AF_INET, " +
				'sin_port=htons(8080), sin_addr=inet_addr(' +
				'"127.0.0.1")}, [16]) = 0\n',
			"connect(3<socket:[#]>, {sa_family=AF_UNIX, " +
				'sun_path="/tmp/none"}, 110) = -1 E',
			"epoll_create1(EPOLL_CLOEXEC) = 7\n",
			"epoll_ctl(7<anon_inode:[eventpoll]>, EPOLL_CTL_ADD, " +
				"0</dev/zero>, {events=EPOLLIN|EPOLLET, " +
				"data=0x7}) = ") },
	{ name: "strace-signals", status: 143,
		run: "strace -e trace=wait4,kill /t/traced signals",
		err: inOrder("kill(#, SIGUSR1) = 0\n--- SIGUSR1 {si_signo=SIGUSR1, " +
			"si_code=SI_USER, si_pid=#, si_uid=1000} ---\n",
		"--- SIGUSR2 {si_signo=SIGUSR2",
		"--- SIGWINCH {si_signo=SIGWINCH, si_code=SI_QUEUE, si_pid=#, " +
			"si_uid=1000, si_value={sival_int=77, sival_ptr=@}} ---",
		"wait4(-1, NULL, 0, NULL) = #\n--- SIGCHLD {si_signo=SIGCHLD, " +
			"si_code=CLD_EXITED, si_pid=#, si_uid=1000, si_status=9, " +
			"si_utime=#, si_stime=#} ---\n",
		"kill(#, SIGTERM) = 0\n--- SIGTERM {",
		"+++ killed by SIGTERM +++\n") },
	{ name: "strace-follow", run: "strace -f sh -c 'ls /nosuch & wait'",
		err: inOrder('execve("/bin/sh", ["sh", "-c", ' +
				'"ls /nosuch & wait"], ',
		'exa_spawn({path="/bin/ls", argv=["ls", "/nosuch"], ' +
			"nactions=1, flags=POSIX_SPAWN_SETSIGDEF} " +
			"<unfinished ...>\nstrace: Process # attached\n",
		"[pid     #] <... exa_spawn resumed>) = #\n",
		'[pid     #] write(2, "ls: /nosuch: No such file or dir"..., 39',
		"[pid     #] +++ exited with 1 +++\n",
		"[pid     #] --- SIGCHLD {",
		"[pid     #] +++ exited with 0 +++\n") },
	{ name: "strace-files-each", out: /^\/tmp\/o\.\d+\n\/tmp\/o\.\d+\n$/,
		run: "strace -o /tmp/o -ff sh -c 'true; cat /dev/null; :' && " +
			"grep -q cat /tmp/o.* 2>/dev/null; ls /tmp/o.*" },
	{ name: "strace-count", run: "strace -c -S errors sh -c 'cd /; cd x; exit 0'",
		err: /^[^]*% time +seconds +usecs\/call +calls +errors syscall\n[- ]+\n +\d+\.\d\d +0\.\d{6} +\d+ +\d+ +2 chdir\n[^]*\n100\.00 +0\.\d{6} +\d+ +\d+ +\d+ total\n$/ },
	{ name: "strace-chosen", status: 3,
		run: "strace -qq -s 3 -e trace=%process,write -e signal=none " +
			"sh -c 'echo abcdef; exit 3'", out: "abcdef\n",
		err: inOrder('execve("/bin/sh", ["sh", "-c", "ech"...], ',
			'write(1, "abc"..., 7) = 7\nexit_group(3) = ?\n') },
	{ name: "strace-others", run: "strace -e '!%file,%memory' -y cat " +
			"/dev/null", err: inOrder(
		"read(3</dev/null>, \"\", 65536) = 0\n",
		"close(3</dev/null>) = 0\n") },
	{ name: "strace-attach", limit: 15000, out: "0\n",
		run: "/t/traced fifo; /t/traced wait </tmp/p & p=$!; exec 3>/tmp/p; " +
			"sleep 0.2; strace -o /tmp/o -p $p & sleep 0.3; " +
			"echo x >&3; wait $p; echo $?; wait; cat /tmp/o >&2",
		err: /^strace: Process \d+ attached\nexit_group\(0\) += \?\n\+\+\+ exited with 0 \+\+\+\n$/ },
	{ name: "strace-detach", limit: 15000, out: "0\n",
		run: "/t/traced fifo; /t/traced wait </tmp/p & p=$!; exec 3>/tmp/p; " +
			"sleep 0.2; strace -p $p & sleep 0.3; kill -TERM $!; " +
			"wait $!; echo x >&3; wait $p; echo $?",
		err: /^strace: Process (\d+) attached\nstrace: Process \1 detached\n/ },
	{ name: "strace-refused", status: 1, run: "strace -p 1",
		err: /^strace: attach: .*: Operation not permitted\n$/ },
	{ name: "strace-mistakes", out: "1\n1\n1\n1\n",
		run: "strace -e trace=nosuch true; echo $?; " +
			"strace /nosuch; echo $?; strace -s x true; echo $?; " +
			"strace -p 99999; echo $?",
		err: /^strace: invalid system call 'nosuch'\nstrace: .*nosuch.*\n(.*\n)*strace: invalid string size 'x'\nstrace: attach: .*: No such process\n$/ },
	{ name: "strace-time", run: "strace -ttt -T -r -x true", err:
		/^ +0\.000000 \d{10}\.\d{6} execve\([^\n]* = 0 <\d\.\d{6}>\n( +\d\.\d{6} \d{10}\.\d{6} [^\n]*\n)+$/ },
];
