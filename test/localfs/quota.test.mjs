// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A store that small files have filled (EXA_STORE_FAULT=quota:N): what grows
 * is refused, what removes is stored, and what is free then can be used.
 */
import assert from "node:assert/strict";
import { machine, newFolder } from "./machine.js";

const fault = `quota:${4 << 20}`;
const folder = newFolder();
const FILL = "i=0; while head -c 16000 /dev/urandom >d/$i && sync d; do " +
	"i=$((i+1)); done; echo $i files";
const first = await machine(folder, `
	mkdir d e; echo kept >kept; sync kept || exit 9
	${FILL}
	df -P .
	mkdir f || echo no room
	# The one that did not fit waits; what is stored goes all the same.
	rm d/1*; sync e || exit 8
	rm -r d; sync e || exit 7
	mkdir f || exit 6
	sync f || exit 5
	mkdir d; ${FILL}
	rm -r d; sync e || exit 4
`, { fault });
const [, filled] = /^(\d+) files\n/.exec(first.out) ?? [];
const [, again] = /\nno room\n(\d+) files\n$/.exec(first.out) ?? [];

assert.equal(first.status, 0, first.err);
assert.match(first.err, /No space left on device/);
assert(Number(filled) > 150 && Number(again) > 150, first.out);
assert.match(first.out, /\nhome +\d+ +\d+ +0 +\d+% \/home\n/);
const second = await machine(folder, "ls; cat kept; fsck.localfs");
assert.equal(second.out, "e\nf\nkept\nkept\n", second.err);
assert.equal(second.status, 0, second.err);
