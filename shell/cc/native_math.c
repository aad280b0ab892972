/* SPDX-License-Identifier: GPL-3.0-or-later */
/* math.h: functions of double, of float by way of double's. */
#include "shell/cc/native.h"

#include <math.h>

#define ONE(X, name)                 \
	X(name, a->d = name(a[0].d)) \
	X(name##f, a->f = (float)name((double)a[0].f))
#define TWO(X, name)                         \
	X(name, a->d = name(a[0].d, a[1].d)) \
	X(name##f, a->f = (float)name((double)a[0].f, (double)a[1].f))
/* clang-format off */
#define MATH(X) \
	ONE(X, acos) \
	ONE(X, asin) \
	ONE(X, atan) \
	ONE(X, cos) \
	ONE(X, sin) \
	ONE(X, tan) \
	ONE(X, acosh) \
	ONE(X, asinh) \
	ONE(X, atanh) \
	ONE(X, cosh) \
	ONE(X, sinh) \
	ONE(X, tanh) \
	ONE(X, exp) \
	ONE(X, exp2) \
	ONE(X, expm1) \
	ONE(X, log) \
	ONE(X, log2) \
	ONE(X, log10) \
	ONE(X, log1p) \
	ONE(X, sqrt) \
	ONE(X, cbrt) \
	ONE(X, ceil) \
	ONE(X, floor) \
	ONE(X, trunc) \
	ONE(X, round) \
	ONE(X, rint) \
	ONE(X, nearbyint) \
	ONE(X, fabs) \
	ONE(X, erf) \
	ONE(X, erfc) \
	ONE(X, tgamma) \
	ONE(X, lgamma) \
	TWO(X, pow) \
	TWO(X, fmod) \
	TWO(X, hypot) \
	TWO(X, fmin) \
	TWO(X, fmax) \
	TWO(X, fdim) \
	TWO(X, copysign) \
	TWO(X, remainder) \
	TWO(X, atan2) \
	X(ldexp, a->d = ldexp(a[0].d, a[1].i)) \
	X(frexp, a->d = frexp(a[0].d, a[1].p)) \
	X(modf, a->d = modf(a[0].d, a[1].p)) \
	X(fma, a->d = fma(a[0].d, a[1].d, a[2].d)) \
	X(nextafter, a->d = nextafter(a[0].d, a[1].d)) \
	X(scalbn, a->d = scalbn(a[0].d, a[1].i)) \
	X(lround, a->n = lround(a[0].d)) \
	X(lrint, a->n = lrint(a[0].d)) \
	X(llround, a->l = llround(a[0].d)) \
	X(ilogb, a->i = ilogb(a[0].d)) \
	X(__isnan, a->i = isnan(a[0].d)) \
	X(__isinf, a->i = isinf(a[0].d)) \
	X(__isfinite, a->i = isfinite(a[0].d)) \
	X(__signbit, a->i = signbit(a[0].d) != 0)
/* clang-format on */

MATH(DEFINE)

const struct native natives_math[] = { MATH(ENTRY){ 0 } };
