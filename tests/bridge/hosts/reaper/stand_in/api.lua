-- The table `reaper` as scripts see it: each function with the arguments that it takes, and an error for anything else.
--
-- A function is written with its name and a letter for each argument, as in `["ValidatePtr2 P h s"]`: a handle of one
-- kind (P, T, I, K, S, C) or of any (h), n a number, i a whole one, s a text, b a boolean, f a function.
-- Source: reaper_plugin_functions.h of the SDK 7.78 and its ReaScript documentation.

local world = require "stand_in.world"

local HANDLES = {
  P = "ReaProject*", T = "MediaTrack*", I = "MediaItem*", K = "MediaItem_Take*", S = "PCM_source*", C = "ImGui_Context*",
}
local TYPES = { n = "number", s = "string", b = "boolean", f = "function", i = "number" }

local function check(name, at, letter, value)
  local function fail(what) error(("%s: argument %d %s"):format(name, at, what), 4) end
  local data = type(value) == "table" and world.of[value] or nil
  if HANDLES[letter] or letter == "h" then
    if not data then fail("is no handle") end
    if letter == "h" then return end
    if data.kind ~= HANDLES[letter] then fail("is a " .. data.kind) end
    if not data.alive then fail("is gone") end
  elseif type(value) ~= TYPES[letter] then
    fail("is a " .. type(value))
  elseif letter == "i" and not math.tointeger(value) then
    fail("is not whole")
  end
end

local function checked(signature, call)
  local name, wanted = signature:match("^%S+"), {}
  for letter in signature:gmatch(" (%a)") do wanted[#wanted + 1] = letter end
  return name, function(...)
    assert(select("#", ...) == #wanted, name .. ": wrong number of arguments")
    for at, letter in ipairs(wanted) do check(name, at, letter, (select(at, ...))) end
    return call(...)
  end
end

local functions = {}
for _, part in ipairs { "time_functions", "host_functions", "item_functions", "windows" } do
  for signature, call in pairs(require("stand_in." .. part)) do
    local name, strict = checked(signature, call)
    functions[name] = strict
  end
end

return setmetatable(functions, {
  __index = function(_, name)
    -- Scripts look whether ReaImGui is there by its first function.
    if name == "ImGui_CreateContext" then return nil end
    error("REAPER has no function " .. tostring(name), 2)
  end,
  __newindex = function() error("reaper was written to", 2) end,
})
