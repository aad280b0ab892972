-- SPDX-License-Identifier: GPL-3.0-or-later
-- What Lua's source package does not ship: a test. It prints what it finds;
-- the same on the machine as by a Lua that the host's compiler made.

local function show(...)
	print(table.unpack((function(...)
		local t = table.pack(...)
		for i = 1, t.n do t[i] = tostring(t[i]):gsub("0x%x+", "ADDR") end
		return t
	end)(...)))
end

-- numbers
show(10 // 3, -10 // 3, 10 % -3, -10 % 3, 7.5 // 2, 1e308 * 10, -1e308 * 10)
show(math.maxinteger + 1 == math.mininteger, 1 << 63, 1 << 64, ~0 >> 60)
show(0x7fffffffffffffff, 0xffffffffffffffff, 0x1p-1074, 2 ^ 53 + 1)
show(math.type(1), math.type(1.0), 1 == 1.0, "10" + 5, "0x10" * 2, 10 .. 20)
show(math.tointeger(3.0), math.tointeger(3.5), 3 | 0, pcall(load "return 3.5 | 0"))
show(math.fmod(-6, 4), math.ult(1, -1), math.abs(math.mininteger))
for _, f in ipairs { "sin", "cos", "tan", "exp", "log", "sqrt", "atan" } do
	show(f, string.format("%.14g", math[f](0.7)))
end
for _, f in ipairs { "%d", "%5.2f", "%g", "%e", "%a", "%x", "%10.4s|", "%-8q" } do
	show(f, pcall(string.format, f, 42))
end
show(string.format("%q", 1 / 3), string.format("%q", "a\n\0b\"\\\r"))
for _, s in ipairs { "1e1", "0x.8p1", " 12 ", "1e", "nan", "inf", "0x", "1 2" } do
	show(s, tonumber(s))
end
show(tonumber("zz", 36), tonumber("8", 8), 9007199254740993, 1e15, 1e16, 0.1)

-- strings
show(("hello world"):find("o w"), ("hello"):rep(3, "-"), ("x"):rep(0))
show(("key = value"):match("^(%w+)%s*=%s*(%w+)$"))
show(("THE (quick) fox"):find("%((%a+)%)"), ("abc"):byte(1, -1))
show(("hello"):gsub("l", { l = "L" }), ("abc"):gsub("%w", "%0%0", 2))
show(("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):gsub("%f[%a]%a+", string.lower))
show(pcall(string.rep, "x", 1 << 40), pcall(string.gsub, "x", "(", ""))
show(utf8.char(72, 228, 8364, 0x10ffff), utf8.len("häß€"), utf8.len("\xff"))
for p, c in utf8.codes("aé€") do show(p, c) end
show(string.pack("<i4 z s1 d", 100, "abc", "xy", 1.5):byte(1, -1))
show(string.unpack(">I2 <I2", "\1\2\1\2"))

-- tables
local t = {}
for i = 1, 1000 do t[i] = (i * 7919) % 1009 end
table.sort(t)
local sorted = true
for i = 2, #t do sorted = sorted and t[i - 1] <= t[i] end
show(sorted, #t, t[1], t[1000], table.concat({ 1, 2, 3 }, ","))
show(pcall(table.sort, { 3, 1, 2, 5, 4 }, function() return true end))
show(table.unpack(table.move({ 1, 2, 3, 4 }, 2, 4, 1)))
show(select("#", table.unpack({}, 1, 3)), next({}), rawlen { 1, 2 })

-- functions, metatables, errors, coroutines
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({ x = a.x + b.x }, V) end
V.__eq = function(a, b) return a.x == b.x end
V.__tostring = function(a) return "V(" .. a.x .. ")" end
V.__close = function(a) show("close", a) end
local function v(x) return setmetatable({ x = x }, V) end
show(v(1) + v(2), v(3) == v(3), v(1) == v(2))
do local c <close> = v(9) end
show(pcall(error, { code = 1 }), pcall(error, "msg", 0), select(2, pcall(error)))
show(select(2, xpcall(function() local x = nil; return x.y end, debug.traceback)))
local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end
show(deep(15000), (select(2, pcall(deep, 1e7)):gsub(":.*", "")))
show(pcall(string.rep), pcall(load, 5), load("x ="))
local gen = coroutine.wrap(function(a)
	for i = 1, 3 do a = coroutine.yield(a + i) end
	error "over"
end)
show(gen(1), gen(2), gen(3), pcall(gen, 4))
local co = coroutine.create(function() pcall(coroutine.yield, 1) return 2 end)
show(coroutine.resume(co), coroutine.resume(co), coroutine.status(co))
local n, made = 0, {}
for i = 1, 2000 do
	made[i] = coroutine.create(function() coroutine.yield() n = n + 1 end)
	coroutine.resume(made[i])
end
for i = 1, 2000 do coroutine.resume(made[i]) end
show(n)

-- memory
local weak = setmetatable({}, { __mode = "k" })
for _ = 1, 100 do weak[{}] = true end
collectgarbage()
show(next(weak), collectgarbage("count") > 0)
local finished = 0
for _ = 1, 100 do setmetatable({}, { __gc = function() finished = finished + 1 end }) end
collectgarbage()
show(finished)
for mode in ("generational incremental"):gmatch("%a+") do
	collectgarbage(mode)
	local keep = {}
	for i = 1, 200000 do keep[i % 1000] = { i, tostring(i) } end
	show(mode, #keep)
end
local chunk = string.dump(function(a) return a * 2 end)
show(load(chunk, "c", "b")(21), load(chunk, "c", "t"))

-- the system
local name = os.tmpname()
local f = assert(io.open(name, "w+"))
show(f:write("one\n", 2, "\n", 3.5, "\nrest without end"), f:seek("set", 0))
show(f:read("l", "n", "n", "L", "a"), f:read("a"), f:read("l"), f:read(0))
show(f:seek("end"), f:seek("set", 4), f:read(3), f:setvbuf("no"), f:close())
show(pcall(f.read, f), io.type(f), io.type(io.stdout), io.type(1))
for l in io.lines(name) do show("line", l) end
show(os.rename(name, name .. ".new"), (os.remove(name)), os.remove(name .. ".new"))
show(select(2, io.open("/nonexistent/file")), select(3, io.open("/nonexistent/file")))
local p = io.popen("echo from the shell; exit 3")
show(p:read("a"), p:close())
show(os.execute("exit 7"), os.execute("kill -9 $$"), (os.execute()))
show(os.time { year = 2024, month = 2, day = 30, hour = 12 } - os.time { year = 2024, month = 3, day = 1, hour = 12 })
show(os.date("!%Y-%m-%d %H:%M:%S %a %b %j", 86400 * 365), os.date("!*t", 0).yday)
show(os.getenv("NO_SUCH_VARIABLE"), type(os.clock()), os.setlocale("C"))
show(pcall(os.date, "%Ez", 0), os.difftime(5, 3))
show(pcall(require, "no.such.module") == false, package.config:sub(1, 1))
show(package.loadlib("/nonexistent.so", "*") == nil)
local tmp = io.tmpfile()
tmp:write(("x"):rep(100000))
show(tmp:seek("cur"), tmp:seek("set", 99999), tmp:read(10), tmp:read(1))
