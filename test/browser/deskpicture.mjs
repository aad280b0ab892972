// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Takes the picture of the built site's desktop:
 *	EXA_PICTURE=docs/desktop.png node test/browser/deskpicture.mjs
 */
import { withDesk } from "./desk.js";
import { sleep, suite } from "./machine.js";

const file = /** @type {`${string}.png`} */
	(process.env.EXA_PICTURE ?? "desktop.png");
/* What is fetched for the pictured programs has come, and is drawn. */
const SETTLE = 1500;

await suite({
	desktop: withDesk(async (desk) => {
		const { keyboard } = desk.page;

		await desk.page.setViewport({ width: 1200, height: 680 });
		await desk.terminal();
		await desk.click(".frame .add");
		await sleep(SETTLE);
		await keyboard.type("uname -a\nls -l /\n");
		await sleep(SETTLE);
		const { x, y, w } = await desk.terminal();

		await desk.drag([x + w / 2, y + 18],
			[x + w / 2 + 390, y + 130]);
		await keyboard.type("top\n");
		await sleep(SETTLE);
		await desk.press("Control+Escape");
		await sleep(SETTLE);
		await desk.page.screenshot({ path: file });
	}),
});
