// SPDX-License-Identifier: GPL-3.0-or-later
/* The script of widgets.html: all of its machines at once, and how many run. */

const WIDGETS = "exa-terminal, exa-run";

/** @returns {any[]} */
function widgets() {
	return [...document.querySelectorAll(WIDGETS)];
}

/** @param {string} id */
function button(id) {
	return /** @type {HTMLButtonElement} */ (document.getElementById(id));
}

function count() {
	const all = widgets();
	const running = all.filter(({ state }) => state === "running").length;
	const loading = all.filter(({ state }) => state === "loading").length;
	const place = document.getElementById("count");

	if (place !== null)
		place.textContent = loading > 0 ? `${loading} are starting …` :
			running > 0 ? `${running} of ${all.length} run.` : "";
}

new MutationObserver(count).observe(document.body, { subtree: true,
	attributeFilter: ["state"] });
button("start").onclick = () => widgets().forEach((one) => void one.run());
button("stop").onclick = () => widgets().forEach((one) => one.stop());
