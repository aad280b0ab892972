// SPDX-License-Identifier: GPL-3.0-or-later
/* df, home-export and home-import on a machine with a store. */
import assert from "node:assert/strict";
import { machine, newFolder } from "./machine.js";

const folder = newFolder();
/* What the second archive has is what the first has, in whatever order. */
const { status, out, err } = await machine(folder, `
	/t/history run . 3 400 >/dev/null || exit
	mkdir d; echo deep >d/f; chmod 700 d; ln d/f g; ln -s d/f s
	touch -d "2001-02-03 04:05:06" d/f d
	home-export >/tmp/a || exit
	mkdir /tmp/b
	HOME=/tmp/b home-import /tmp/a || exit
	ls -lR . >/tmp/1
	cd /tmp/b
	ls -lR . >/tmp/2
	cat /tmp/1 /tmp/2
	rm -rf /home/exa/*; cd; home-import </tmp/a || exit
	cat g s
	ls -lR . >/tmp/1
	echo equal; cat /tmp/1; fsck.localfs; df -P .; df -P
`);

assert.equal(status, 0, err);
assert.equal(err, "");
const clean = (/** @type {string} */ text) => text.replace(/^total .*\n/gm, "");
const [lists, rest] = out.split("deep\ndeep\nequal\n");
const half = clean(lists);
const one = half.slice(0, half.length / 2);

assert(one.length > 200 && one + one === half, half);
assert(rest !== undefined && clean(rest).startsWith(one), `${rest}`);
assert.match(rest, /Filesystem +1024-blocks +Used +Available Capacity Mounted on\nhome +\d+ +\d+ +\d+ +\d+% \/home\n/);
assert.equal([...rest.matchAll(/% \/home$/gm)].length, 2, rest);
