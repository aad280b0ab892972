// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The service worker: answers for the server when there is no network. It only
 * reads what offline.js and the machine have put into Cache Storage.
 *
 * An address with a version, and a file of netfs that is named by its content,
 * stand for the same bytes for ever: from the cache if it is there. A document,
 * or a script or style without a version, is asked of the server, so that a new
 * build is seen at once; only if that does not answer in time, it is the one
 * that was kept.
 *
 * Starting a service worker takes as long as all else until the first script
 * runs. Browsers that can are told by routes what they need not ask it for:
 * they look into the cache themselves, and ask the server for a document while
 * it is being started.
 */

/** What was kept need not be waited for longer than this. */
const PATIENCE = 1500;

/* The types of this scope are in a library that excludes that of documents. */
const scope = /** @type {any} */ (globalThis);

/** @param {Request} request */
async function fromCache(request) {
	return await caches.match(request) ?? await fetch(request);
}

/** @param {Request} request @param {URL} url */
async function fromServer(request, url) {
	const name = url.pathname.endsWith("/") ?
		`${url.origin}${url.pathname}index.html` :
		url.origin + url.pathname;
	/* Whatever its version. */
	const kept = await caches.match(name, { ignoreSearch: true });

	if (!kept)
		return await fetch(request);
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), PATIENCE);

	try {
		const answer = await fetch(request, { signal: abort.signal });

		return answer.status < 500 ? answer : kept;
	} catch {
		return kept;
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Must say what the listener of "fetch" below does. Files of netfs are left to
 * that: it knows when the machine wants none from a cache.
 * @param {string} base @param {string} cacheName
 */
function routes(base, cacheName) {
	/** @param {object} parts */
	const pattern = (parts) => new (/** @type {any} */ (globalThis)
		.URLPattern)({ baseURL: base, ...parts });

	return [
		{ condition: { urlPattern: pattern({ pathname: "fs/*" }) },
			source: "fetch-event" },
		{ condition: { urlPattern: pattern({ pathname: "*",
			search: "v=*" }) },
		source: { cacheName } },
		{ condition: { requestMode: "navigate" },
			source: "race-network-and-fetch-handler" },
	];
}

/**
 * Scripts that are put into a cache now, while a service worker is being
 * installed, are compiled by Chromium, which keeps the code with them.
 * @param {string} cacheName
 */
async function compileScripts(cacheName) {
	const cache = await caches.open(cacheName);

	for (const request of await cache.keys()) {
		const kept = await cache.match(request);

		if (kept && new URL(request.url).pathname.endsWith(".js"))
			await cache.put(request, kept);
	}
}

scope.addEventListener("install", (/** @type {any} */ event) => {
	const base = scope.registration.scope;
	const cacheName = `exa-site ${base}`;

	void scope.skipWaiting();
	event.waitUntil(compileScripts(cacheName));
	event.addRoutes?.(routes(base, cacheName)).catch(() => {
		/* An older kind of routes: it is asked for everything. */
	});
});

scope.addEventListener("activate", (/** @type {any} */ event) =>
	event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (/** @type {any} */ event) => {
	/** @type {Request} */
	const request = event.request;
	const url = new URL(request.url);

	if (request.method !== "GET" || request.cache === "reload" ||
	    !url.href.startsWith(scope.registration.scope))
		return;
	if (url.searchParams.has("v") ||
	    /\/fs\/[0-9a-f]{32}\.\w+$/.test(url.pathname))
		event.respondWith(fromCache(request));
	else if (request.mode === "navigate" ||
	    /\.(js|css|svg)$/.test(url.pathname))
		event.respondWith(fromServer(request, url));
});
