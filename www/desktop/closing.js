// SPDX-License-Identifier: GPL-3.0-or-later
/* Windows that the user wants closed: their program is told, and if it goes on
 * the user may have it killed. */
import { make } from "./dom.js";

const GRACE_MS = 3000;

export class Closing {
	/** @type {Map<number, ReturnType<typeof setTimeout>>} */
	#timers = new Map();
	/** @type {Map<number, HTMLElement>} */
	#offers = new Map();
	#model;
	#frames;

	/** @param {import("./model.js").Model} model
	 * @param {() => import("./frames.js").Frames} frames */
	constructor(model, frames) {
		this.#model = model;
		this.#frames = frames;
	}

	/** @param {import("./model.js").Window} window */
	ask({ id }) {
		this.#model.leave(id, false);
		if (!this.#timers.has(id))
			this.#timers.set(id, setTimeout(() => this.#offer(id),
				GRACE_MS));
	}

	/** @param {number} id */
	gone(id) {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.#offers.get(id)?.remove();
		this.#offers.delete(id);
	}

	/** @param {number} id */
	#offer(id) {
		const frames = this.#frames();
		const window = this.#model.windows.get(id);
		const pane = frames.of(id)?.panes.get(id);

		if (!window || !pane)
			return;
		const again = () => {
			this.gone(id);
			frames.focusAgain();
		};
		const offer = make("div", { class: "offer", role: "alert" },
			make("p", {}, `${frames.titleOf(window)} does not close. ` +
				"What it has not stored is lost if it is ended."),
			make("button", { class: "main", click: () => {
				this.#model.leave(id, true);
				again();
			} }, "End it"),
			make("button", { click: again }, "Wait"));

		this.#offers.set(id, offer);
		pane.element.append(offer);
	}
}
