// SPDX-License-Identifier: MIT
/*
 * Which functions of a program can be reached from themselves: the strongly
 * connected parts of its call graph (Tarjan's algorithm, without recursion).
 */

/**
 * Functions that a call by pointer may reach, by the type of the call.
 * @param {import("./wasmfile.mjs").Module} module
 */
function targetsByType(module) {
	/** @type {Map<number, number[]>} */
	const targets = new Map();

	for (const element of module.elements) {
		const type = module.functions[element];

		targets.set(type, [...targets.get(type) ?? [], element]);
	}
	return targets;
}

/**
 * The functions, numbered without the imported ones, that each calls.
 * @param {import("./wasmfile.mjs").Module} module
 * @returns {number[][]}
 */
function callees(module) {
	const targets = targetsByType(module);
	const anything = [...module.elements];

	return module.bodies.map((body) => {
		const all = new Set(body.calls);

		for (const type of body.indirect)
			for (const one of targets.get(type) ?? [])
				all.add(one);
		if ([...body.calls].some((one) => module.callers.has(one)))
			anything.forEach((one) => all.add(one));
		return [...all].map((one) => one - module.imports)
			.filter((one) => one >= 0);
	});
}

/**
 * @param {import("./wasmfile.mjs").Module} module
 * @returns {Set<number>} functions, numbered without the imported ones
 */
export function findRecursive(module) {
	const edges = callees(module);
	const order = new Int32Array(edges.length);
	const low = new Int32Array(edges.length);
	const open = new Uint8Array(edges.length);
	/** @type {Set<number>} */
	const found = new Set();
	/** @type {number[]} */
	const stack = [];
	let counter = 0;

	/** @param {number} node */
	function close(node) {
		const part = stack.splice(stack.indexOf(node));

		part.forEach((one) => {
			open[one] = 0;
			if (part.length > 1 || edges[one].includes(one))
				found.add(one);
		});
	}

	/** @param {number} root */
	function visit(root) {
		const path = [{ node: root, next: 0 }];

		while (path.length > 0) {
			const top = path[path.length - 1], { node } = top;
			if (top.next === 0) {
				order[node] = low[node] = ++counter;
				open[node] = 1;
				stack.push(node);
			}
			const callee = edges[node][top.next++];
			if (callee === undefined) {
				path.pop();
				if (low[node] === order[node])
					close(node);
				const above = path.at(-1);
				if (above !== undefined)
					low[above.node] = Math.min(
						low[above.node], low[node]);
			} else if (order[callee] === 0) {
				path.push({ node: callee, next: 0 });
			} else if (open[callee]) {
				low[node] = Math.min(low[node], order[callee]);
			}
		}
	}

	edges.forEach((_, node) => {
		if (order[node] === 0)
			visit(node);
	});
	return found;
}
