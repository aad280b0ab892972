// SPDX-License-Identifier: GPL-3.0-or-later
/* The search for applications: letters in their order, not all in a row. */

/**
 * How well a text has a word.
 * @param {string} word lower case
 * @param {string} text
 * @param {boolean} [loose] its letters in their order will do
 * @returns {number} 0: not at all; more is better
 */
export function score(word, text, loose = false) {
	const within = text.toLowerCase();
	const whole = within.indexOf(word);
	let at = -1, sum = 0;

	if (whole === 0)
		return 100 + word.length / (within.length + 1);
	if (whole > 0)
		return (/\W/.test(within[whole - 1]) ? 80 : 60) +
			word.length / (within.length + 1);
	if (!loose)
		return 0;
	for (const letter of word) {
		const next = within.indexOf(letter, at + 1);

		if (next < 0)
			return 0;
		/* In a row, or at the start of a word. */
		sum += next === at + 1 ? 4 : /\W/.test(within[next - 1] ?? " ") ?
			3 : 1;
		at = next;
	}
	/* Few letters in a long text are there by chance. */
	return word.length * 12 > within.length ?
		sum / word.length * 8 : 0;
}

/**
 * The applications that fit all words, the best first.
 * @param {string} wanted what was typed; empty: all, by name
 * @param {import("./says.js").Application[]} list
 * @param {string[]} recent ids, the latest first
 */
export function search(wanted, list, recent) {
	const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
	const rank = (/** @type {string} */ id) => {
		const at = recent.indexOf(id);

		return at < 0 ? recent.length : at;
	};
	const rows = list.map((app) => ({ app, points: words.map((word) =>
		Math.max(score(word, app.name, true), score(word, app.id) * 0.8,
			score(word, app.keywords) * 0.6,
			score(word, app.comment) * 0.4,
			score(word, app.categories) * 0.3)) }))
		.filter(({ points }) => points.every((one) => one > 0))
		.map(({ app, points }) => ({ app,
			sum: points.reduce((a, b) => a + b, 0) }));

	return rows.sort((a, b) => b.sum - a.sum ||
		rank(a.app.id) - rank(b.app.id) ||
		a.app.name.localeCompare(b.app.name)).map(({ app }) => app);
}
