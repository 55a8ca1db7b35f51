-- A stand-in for REAPER that runs one ReaScript: `lua5.4 run.lua SCENARIO.lua SCRIPT.lua` prints what came of it as JSON.
-- Strict: a function that is not here, arguments of other types, handles of what is gone, changes outside an undo block
-- and blocks that do not balance are errors. Programs are really started, and files really written.

package.path = arg[0]:match("^(.*/)stand_in/") .. "?.lua"

local world = require "stand_in.world"
local project = require "stand_in.project"

reaper = require "stand_in.api"
gfx = require "stand_in.gfx"

local FRAME_SECONDS, LONGEST_SECONDS = 0.033, 1000

-- Run a script. In REAPER each has a Lua of its own.
local function run_script(path)
  local kept, script, search = {}, world.script, package.path
  local function set_aside(into)
    for name in pairs(package.loaded) do
      if name:match("^musiccm") then into[name], package.loaded[name] = package.loaded[name], nil end
    end
  end
  set_aside(kept)
  world.script = path
  assert(loadfile(path, "t"))()
  set_aside {}
  for name, module in pairs(kept) do package.loaded[name] = module end
  world.script, package.path = script or path, search
end

-- What may happen while a script waits.
local EVENTS = {
  run = run_script,
  close_project = function() world.of[world.project].alive, world.shown = false, world.other_project end,
  other_tab = function() world.shown = world.other_project end,
  remove_tracks = project.remove_tracks,
  terminate = function() world.is_terminated = true end,
}

run_script(arg[2])
local frame = 0
while #world.deferred > 0 and not world.is_terminated do
  frame, world.clock = frame + 1, world.clock + FRAME_SECONDS
  assert(world.clock < LONGEST_SECONDS, "the script does not come to an end")
  for _, event in ipairs(world.scenario.events or {}) do
    if event.frame == frame then EVENTS[event.name](event.script) end
  end
  local now = world.deferred
  world.deferred = {}
  for _, action in ipairs(now) do
    if not world.is_terminated then action() end
  end
  os.execute("sleep " .. FRAME_SECONDS / world.scenario.hurry)
end
if world.atexit then world.atexit() end
assert(world.undo_depth == 0 and world.hidden == 0, "an undo block or a refresh is not balanced")
assert(not world.is_window_open, "a window is left open")

local function json(value)
  if type(value) == "string" then
    return '"' .. value:gsub('[%c"\\]', function(mark) return ("\\u%04x"):format(mark:byte()) end) .. '"'
  elseif type(value) ~= "table" then
    return type(value) == "number" and ("%.17g"):format(value) or tostring(value)
  end
  local parts = {}
  if #value > 0 or next(value) == nil then
    for at, element in ipairs(value) do parts[at] = json(element) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, element in pairs(value) do parts[#parts + 1] = json(key) .. ":" .. json(element) end
  return "{" .. table.concat(parts, ",") .. "}"
end

local outcome = world.recorded
outcome.tracks = project.outcome()
outcome.running = reaper.GetExtState("musiccm", "running")
outcome.shown = world.shown == world.project
io.write(json(outcome), "\n")
