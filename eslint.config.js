// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What eslint looks for beyond the types, which tsc checks: the names that
 * exist are tsc's business too.
 */
export default [
	{ ignores: ["build/", "dist/", "node_modules/"] },
	{
		files: ["**/*.js", "**/*.mjs"],
		linterOptions: { reportUnusedDisableDirectives: "error" },
		rules: {
			"array-callback-return": "error",
			"consistent-return": "error",
			"eqeqeq": "error",
			"max-len": ["error", {
				code: 80,
				tabWidth: 8,
				ignoreUrls: true,
				ignoreStrings: true,
				ignoreTemplateLiterals: true,
				ignoreRegExpLiterals: true,
			}],
			"max-lines": ["error", 400],
			"max-lines-per-function": ["error", {
				max: 60,
				skipBlankLines: true,
				skipComments: true,
			}],
			"no-cond-assign": "error",
			"no-console": "off",
			"no-constant-condition": ["error", {
				checkLoops: false,
			}],
			"no-debugger": "error",
			"no-dupe-keys": "error",
			"no-empty": "error",
			"no-eval": "error",
			"no-fallthrough": "error",
			"no-implied-eval": "error",
			"no-param-reassign": "error",
			"no-redeclare": "error",
			"no-self-assign": "error",
			"no-shadow": "error",
			"no-unreachable": "error",
			"no-unsafe-finally": "error",
			"no-unused-vars": ["error", {
				argsIgnorePattern: "^_",
			}],
			"no-var": "error",
			"no-warning-comments": "error",
			"prefer-const": "error",
			"require-atomic-updates": "error",
			"semi": "error",
		},
	},
];
