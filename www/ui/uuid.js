// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The name of a machine. crypto.randomUUID exists in secure contexts only;
 * a plain http site has getRandomValues.
 */

/** @returns {string} a random (version 4) UUID, RFC 9562 section 5.4 */
export function makeUuid() {
	if (crypto.randomUUID)
		return crypto.randomUUID();
	const bytes = crypto.getRandomValues(new Uint8Array(16));

	bytes[6] = (bytes[6] & 0x0f) | 0x40;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	return Array.from(bytes, (b) => b.toString(16).padStart(2, "0"))
		.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
