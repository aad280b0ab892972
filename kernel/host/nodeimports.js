// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a machine under Node needs of its host, whoever uses it: clocks, random
 * bytes, the log, the site's files. For node.js and nodethread.js.
 */
import { randomFillSync } from "node:crypto";

/**
 * @param {import("./machine.js").Machine} machine
 * @param {import("./sitefiles.js").SiteFiles} files
 * @param {(text: string) => void} [log] is given what the kernel logs
 */
export function nodeImports(machine, files, log) {
	return {
		now: () => performance.now(),
		realtime: () => performance.timeOrigin + performance.now(),
		/** @param {number} to @param {number} size */
		random(to, size) {
			randomFillSync(machine.bytes(), to, size);
		},
		/** @param {number} from @param {number} size */
		log(from, size) {
			log?.(machine.text(from, size));
		},
		/** @param {number} token @param {number} url
		 * @param {number} size @param {number} attempt */
		fetch(token, url, size, attempt) {
			void files.fetch(token, machine.text(url, size),
				attempt);
		},
	};
}
