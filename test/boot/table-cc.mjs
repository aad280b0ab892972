// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The compiler driver from the outside: as CC=, through its CMake toolchain
 * file, with archives, and what it refuses.
 */
const main = "#include <stdio.h>\nint twice(int);\n" +
	"int main(void) { printf(\"%d\\n\", twice(21)); return 0; }\n";
/* main() in the style of K&R, as less has it; and a header of Linux's. */
const old = "#include <stdio.h>\n#include <errno.h>\n" +
	"#include <sys/ioctl.h>\n#include <sys/vt.h>\n" +
	"int main(argc, argv) int argc; char **argv;\n" +
	"{ struct vt_stat s; int r = ioctl(0, VT_GETSTATE, &s);\n" +
	"printf(\"%d %s %d\\n\", argc, argv[1], r < 0 && errno == ENOTTY);" +
	" return 0; }\n";
/* A function that begins like it and is called with too many arguments. */
const like = "int main_loop(); int main(int argc, char **argv)\n" +
	"{ if (argc > 5) main_loop(1, argv); return 7; }\n";
const loop = "int main_loop(void) { return 0; }\n";
const part = "int twice(int n) { return 2 * n; }\n";

/** @type {import("./row.mjs").Row[]} */
export default [
	{ name: "cc-make", limit: 30000, out: /(^|\n)42\n$/,
		files: { "main.txt": "", "main.c": main, "part.c": part,
			"Makefile": "prog: main.o part.o\n" +
				"\t$(CC) $(LDFLAGS) -o $@ $^ -lm\n" },
		host: "make -s -C $W CC=\"$EXA cc\" CFLAGS=-O2 && " +
			"$EXA sh -v $W:/w -c /w/prog" },
	/* Nothing of libc comes along that is not used. */
	{ name: "cc-small", limit: 30000, out: "small\n",
		files: { "main.c": "int main(void) { return 0; }\n" },
		host: "cd $W && $EXA cc -Os main.c -o prog && " +
			"[ $(wc -c <prog) -lt 6000 ] && echo small" },
	{ name: "cc-archive", limit: 30000, out: "42\n",
		files: { "main.c": main, "part.c": part },
		host: "cd $W && $EXA cc -c part.c && " +
			"${EXA%/exa}/libc/ar rcs libpart.a part.o && " +
			"$EXA cc main.c -L. -lpart -o prog && " +
			"$EXA sh -v $W:/w -c /w/prog" },
	{ name: "cc-cmake", limit: 60000, out: "42\n",
		files: { "main.c": main, "part.c": part, "CMakeLists.txt":
			"cmake_minimum_required(VERSION 3.20)\n" +
			"project(t C)\nadd_library(part STATIC part.c)\n" +
			"add_executable(prog main.c)\n" +
			"target_link_libraries(prog part)\n" },
		host: "T=${EXA%/exa}/libc/exa.cmake; " +
			"cmake -S $W -B $W/b -G Ninja " +
			"-DCMAKE_TOOLCHAIN_FILE=$T >$W/log && " +
			"cmake --build $W/b >$W/log && " +
			"$EXA sh -v $W/b:/b -c /b/prog" },
	{ name: "cc-old-main", limit: 30000, out: "2 one 1\n",
		files: { "old.c": old },
		host: "cd $W && $EXA cc old.c -o prog && " +
			"$EXA sh -v $W:/w -c '/w/prog one'" },
	{ name: "cc-like-main", limit: 30000, status: 7,
		err: /signature mismatch: main_loop/,
		files: { "like.c": like, "loop.c": loop },
		host: "cd $W && $EXA cc like.c loop.c -o prog && " +
			"$EXA sh -v $W:/w -c /w/prog" },
	{ name: "cc-unresolved", status: 1, limit: 30000,
		err: /undefined symbol: twice/,
		files: { "main.c": main },
		host: "$EXA cc $W/main.c -o $W/prog || exit 1" },
	{ name: "cc-no-file", status: 1, limit: 30000,
		err: /no such file.*missing\.c|missing\.c.*[Nn]o such file/,
		host: "$EXA cc $W/missing.c -o $W/prog || exit 1" },
];
