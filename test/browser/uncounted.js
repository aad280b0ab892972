// SPDX-License-Identifier: GPL-3.0-or-later
/* A program without loop counters: it cannot be interrupted. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./machine.js";

/** It says "here", and computes for ever. @returns {string} its file */
export function uncounted() {
	const folder = mkdtempSync(join(tmpdir(), "exa-uncounted-"));
	const file = join(folder, "uncounted");

	process.on("exit", () => rmSync(folder, { recursive: true }));
	writeFileSync(`${file}.c`, `#include <unistd.h>
int main(void) { write(1, "here\\n", 5); usleep(100000); for (;;) ; }`);
	execFileSync(join(ROOT, "exa"), ["cc", "-fno-interrupt", "-o", file,
		`${file}.c`]);
	return file;
}
