-- A stand-in for REAPER that runs one ReaScript: `lua5.4 stand_in.lua SCENARIO.lua SCRIPT.lua` prints what came of it as
-- JSON. Strict: a function that is not here, arguments of other types, handles of what is gone, changes outside an undo
-- block and blocks that do not balance are errors. Programs are really started, and files really written.
--
-- Source of the signatures: reaper_plugin_functions.h of the SDK 7.78 and its ReaScript documentation.

local scenario = assert(loadfile(arg[1], "t"))()
local FRAME_SECONDS = 0.033
local out = { messages = {}, undo = {}, commands = {}, dialogs = {}, windows = {}, scores = {} }
local clock, undo_depth, hidden = 0, 0, 0

-- Handles are opaque to scripts; what they stand for is here.
local of = setmetatable({}, { __mode = "k" })
local opaque = {
  __index = function() error("a handle was indexed", 2) end,
  __newindex = function() error("a handle was written to", 2) end,
}
local function handle(kind, data)
  local made = setmetatable({}, opaque)
  data.kind, data.alive = kind, true
  of[made] = data
  return made
end

local PROJECT = handle("ReaProject*", { tracks = {}, ext = {} })
local OTHER = handle("ReaProject*", { tracks = {}, ext = {} })
local shown = PROJECT
local ext = scenario.ext or {}

---------------------------------------------------------------------------------------------------- the tempo map
-- Markers with time, bpm, num, den, ramp; between two of which the first is a ramp, tempo is linear in time.
local markers = scenario.tempo or { { time = 0, bpm = 120, num = 4, den = 4 } }
do
  local quarters = 0
  for at, marker in ipairs(markers) do
    local before = markers[at - 1]
    if before then
      local seconds = marker.time - before.time
      local bpm = before.ramp and (before.bpm + marker.bpm) / 2 or before.bpm
      quarters = quarters + seconds * bpm / 60
      marker.num, marker.den = marker.num or before.num, marker.den or before.den
    end
    marker.quarters = quarters
  end
end
local function piece(key, value)
  local found = 1
  for at, marker in ipairs(markers) do if marker[key] <= value + 1e-12 then found = at end end
  return markers[found], markers[found + 1]
end
local function quarters_at(time)
  local from, to = piece("time", time)
  local seconds = time - from.time
  local slope = from.ramp and to and (to.bpm - from.bpm) / (to.time - from.time) or 0
  return from.quarters + (from.bpm * seconds + slope * seconds * seconds / 2) / 60
end
local function time_at(quarters)
  local from, to = piece("quarters", quarters)
  if not (from.ramp and to) then return from.time + (quarters - from.quarters) * 60 / from.bpm end
  local low, high = from.time, to.time
  for _ = 1, 60 do
    local middle = (low + high) / 2
    if quarters_at(middle) < quarters then low = middle else high = middle end
  end
  return low
end
local function measure(index)
  local quarters = 0
  for at = 0, index do
    local marker = piece("quarters", quarters + 1e-9)
    local past = quarters + marker.num * 4 / marker.den
    if at == index then return quarters, past, marker end
    quarters = past
  end
end
local function measure_at(quarters)
  local index = 0
  while select(2, measure(index)) <= quarters + 1e-9 do index = index + 1 end
  return index
end

---------------------------------------------------------------------------------------------------- what is in the project
local function wav_seconds(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  if text:sub(1, 4) ~= "RIFF" then return nil end
  local at, rate, align, bytes = 13, nil, nil, nil
  while at < #text do
    local name, size = string.unpack("<c4I4", text, at)
    if name == "fmt " then rate, align = string.unpack("<I4", text, at + 12), string.unpack("<I2", text, at + 20) end
    if name == "data" then bytes = size end
    at = at + 8 + size + size % 2
  end
  return bytes / align / rate
end
local function new_source(path)
  local seconds = wav_seconds(path)
  return seconds and handle("PCM_source*", { file = path, length = seconds, is_quarters = false })
end
local function new_item(track, values)
  local item = handle("MediaItem*", { track = track, takes = {}, texts = {}, values = {
    D_POSITION = 0, D_LENGTH = 0, B_LOOPSRC = 0, C_BEATATTACHMODE = -1, -- as in a new installation, with its fades
    D_FADEINLEN = 0.01, D_FADEOUTLEN = 0.01, D_FADEINLEN_AUTO = 0, D_FADEOUTLEN_AUTO = 0,
  } })
  for name, value in pairs(values or {}) do of[item].values[name] = value end
  table.insert(of[track].items, item)
  return item
end
local function new_take(item, source, values)
  local take = handle("MediaItem_Take*", { item = item, source = source, texts = {}, values = {
    D_STARTOFFS = 0, D_PLAYRATE = 1, B_PPITCH = 1, D_VOL = 1, D_PAN = 0,
  } })
  for name, value in pairs(values or {}) do of[take].values[name] = value end
  table.insert(of[item].takes, take)
  of[item].active = of[item].active or take
  return take
end
local function new_track(index, name)
  local track = handle("MediaTrack*", { items = {}, texts = { P_NAME = name or "" } })
  table.insert(of[PROJECT].tracks, index, track)
  return track
end
for at, said in ipairs(scenario.tracks or {}) do
  local track = new_track(at, said.name)
  of[track].selected = said.selected
  for _, described in ipairs(said.items or {}) do
    local item = new_item(track, described.values)
    of[item].selected = described.selected
    local source = described.file and new_source(described.file)
      or handle("PCM_source*", { length = described.quarters, is_quarters = true, notes = described.notes })
    if described.section then source = handle("PCM_source*", { parent = source, file = "", length = 1 }) end
    local take = new_take(item, source, described.take)
    for name, value in pairs(described.facts or {}) do of[take].texts["P_EXT:musiccm_" .. name] = value end
  end
end

---------------------------------------------------------------------------------------------------- the functions
local ITEM_KEYS, TAKE_KEYS = {}, {}
for name in ("D_POSITION D_LENGTH B_LOOPSRC C_BEATATTACHMODE D_FADEINLEN D_FADEOUTLEN D_FADEINLEN_AUTO D_FADEOUTLEN_AUTO")
  :gmatch("%S+") do ITEM_KEYS[name] = true end
for name in ("D_STARTOFFS D_PLAYRATE B_PPITCH D_VOL D_PAN"):gmatch("%S+") do TAKE_KEYS[name] = true end

local function changes()
  assert(undo_depth == 1, "a change outside an undo block")
  assert(hidden == 1, "a change with the screen being redrawn")
end
local function text_of(data, allowed, name, value, set)
  assert(allowed[name] or name:match("^P_EXT:[%w_]+$"), "no such text: " .. name)
  if set then
    changes()
    data.texts[name] = value
  end
  return data.texts[name] ~= nil, data.texts[name] or ""
end
local function number_of(data, keys, name, value)
  assert(keys[name], "no such value: " .. name)
  if value then
    changes()
    data.values[name] = value
  end
  return data.values[name]
end
local function all_items()
  local found = {}
  for _, track in ipairs(of[PROJECT].tracks) do
    for _, item in ipairs(of[track].items) do found[#found + 1] = item end
  end
  return found
end

-- Words as a program starter parts them that is no shell: at blanks, but for those in double quotes.
local function words_of(line)
  local words, word, is_quoted, at = {}, nil, false, 1
  while at <= #line do
    local mark = line:sub(at, at)
    if mark == "\\" and is_quoted then
      at = at + 1
      word = word .. line:sub(at, at)
    elseif mark == '"' then
      is_quoted, word = not is_quoted, word or ""
    elseif mark == " " and not is_quoted then
      if word then words[#words + 1] = word end
      word = nil
    else
      word = (word or "") .. mark
    end
    at = at + 1
  end
  words[#words + 1] = word
  return words
end

local F = {}
F["GetSet_LoopTimeRange2 P b b n n b"] = function(_, set)
  assert(not set)
  local range = scenario.selection or { 0, 0 }
  return range[1], range[2]
end
F["GetCursorPositionEx P"] = function() return scenario.cursor or 0 end
F["TimeMap2_timeToQN P n"] = function(_, time) return quarters_at(time) end
F["TimeMap2_QNToTime P n"] = function(_, quarters) return time_at(quarters) end
F["TimeMap2_timeToBeats P n"] = function(_, time)
  local quarters = quarters_at(time)
  local index = measure_at(quarters)
  local from, _, marker = measure(index)
  return (quarters - from) * marker.den / 4, index, marker.num, quarters * marker.den / 4, marker.den
end
F["TimeMap_GetMeasureInfo P i"] = function(_, index)
  local from, to, marker = measure(index)
  return time_at(from), from, to, marker.num, marker.den, marker.bpm
end
F["CountTempoTimeSigMarkers P"] = function() return #markers - 1 end
F["GetTempoTimeSigMarker P i"] = function(_, index)
  local marker = markers[index + 2]
  return true, marker.time, 0, 0, marker.bpm, marker.num, marker.den, marker.ramp or false
end
F["format_timestr_pos n s i"] = function(time, _, mode)
  assert(mode == 2)
  local quarters = quarters_at(time)
  local index = measure_at(quarters)
  local from = measure(index)
  return ("%d.%d.00"):format(index + 1 + (scenario.bar_offset or 0), 1 + math.floor(quarters - from))
end
F["EnumProjects i"] = function(index)
  assert(index == -1)
  return shown, shown == PROJECT and scenario.project_file or "/elsewhere/other.rpp"
end
F["SelectProjectInstance P"] = function(project) shown = project end
F["ValidatePtr h s"] = function(pointer, kind) return of[pointer].alive and of[pointer].kind == kind end
F["ValidatePtr2 P h s"] = function(_, pointer, kind) return of[pointer].alive and of[pointer].kind == kind end
F["GetResourcePath"] = function() return scenario.resources end
F["GetOS"] = function() return scenario.os or "Other" end
F["get_action_context"] = function() return false, out.script, 0, 0, 0, 0, 0, "" end
F["file_exists s"] = function(path)
  if scenario.exists and scenario.exists[path] then return true end
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end
F["RecursiveCreateDirectory s i"] = function(path) os.execute("mkdir -p '" .. path:gsub("'", "'\\''") .. "'") return 1 end
F["time_precise"] = function() return clock end
F["genGuid s"] = function()
  out.guids = (out.guids or 0) + 1
  return ("{%08X-0000-4000-8000-%012X}"):format(out.guids, scenario.number or 0)
end
F["ExecProcess s i"] = function(line, milliseconds)
  assert(milliseconds < 0, "REAPER would stand still")
  table.insert(out.commands, line)
  if scenario.cannot_start then return nil end
  if (scenario.os or ""):match("^Win") then return "0\n" end
  local words = words_of(line)
  assert(words[1]:sub(1, 1) == "/", "a program without its full path")
  for at, word in ipairs(words) do words[at] = "'" .. word:gsub("'", "'\\''") .. "'" end
  os.execute("cd /; " .. table.concat(words, " ") .. " </dev/null >/dev/null 2>&1 &")
  return "0\n"
end
F["ShowMessageBox s s i"] = function(text) table.insert(out.messages, text) return 1 end
F["GetUserInputs s i s s"] = function(title, count, captions, values)
  local separator = captions:match(",separator=(.)$")
  local _, fields = captions:gsub("[^,]+", "")
  assert(separator == "\n" and fields == count + 2, "captions and fields differ")
  table.insert(out.dialogs, { title = title, captions = captions, values = values })
  local typed = table.remove(scenario.typed or {}, 1)
  if not typed then return false, values end
  return true, table.concat(typed, separator)
end
F["defer f"] = function(action)
  assert(undo_depth == 0, "defer inside an undo block")
  table.insert(out.deferred, action)
  return true
end
F["atexit f"] = function(action) out.atexit = action return true end
F["GetExtState s s"] = function(section, key) return ext[section .. "/" .. key] or "" end
F["SetExtState s s s b"] = function(section, key, value, persist)
  assert(not persist)
  ext[section .. "/" .. key] = value
end
F["GetProjExtState P s s"] = function(project, section, key)
  local value = of[project].ext[section .. "/" .. key]
  return value and 1 or 0, value or ""
end
F["SetProjExtState P s s s"] = function(project, section, key, value) of[project].ext[section .. "/" .. key] = value return 1 end
F["Undo_BeginBlock2 P"] = function()
  assert(undo_depth == 0, "undo blocks are nested")
  undo_depth = 1
end
F["Undo_EndBlock2 P s i"] = function(_, name, flags)
  assert(undo_depth == 1 and hidden == 0 and flags == -1)
  undo_depth = 0
  table.insert(out.undo, name)
end
F["PreventUIRefresh i"] = function(change) hidden = hidden + change end
F["UpdateArrange"] = function() end
F["Main_OnCommandEx i i P"] = function(command)
  assert(command == 40047 and undo_depth == 0)
end
F["CountTracks P"] = function(project) return #of[project].tracks end
F["GetTrack P i"] = function(project, index) return of[project].tracks[index + 1] end
F["GetSelectedTrack P i"] = function(project, index)
  for _, track in ipairs(of[project].tracks) do
    if of[track].selected then
      if index == 0 then return track end
      index = index - 1
    end
  end
end
F["InsertTrackAtIndex i b"] = function(index)
  changes()
  assert(shown == PROJECT, "a track in another project")
  new_track(index + 1)
end
F["GetMediaTrackInfo_Value T s"] = function(track, name)
  assert(name == "IP_TRACKNUMBER")
  for at, other in ipairs(of[PROJECT].tracks) do if other == track then return at + 0.0 end end
end
F["GetSetMediaTrackInfo_String T s s b"] = function(track, name, value, set)
  return text_of(of[track], { P_NAME = true }, name, value, set)
end
F["AddMediaItemToTrack T"] = function(track) changes() return new_item(track) end
F["GetMediaItem_Track I"] = function(item) return of[item].track end
F["AddTakeToMediaItem I"] = function(item) changes() return new_take(item) end
F["SetActiveTake K"] = function(take) changes() of[of[take].item].active = take end
F["GetActiveTake I"] = function(item) return of[item].active end
F["TakeIsMIDI K"] = function(take) return of[of[take].source].notes ~= nil end
F["GetSelectedMediaItem P i"] = function(_, index)
  for _, item in ipairs(all_items()) do
    if of[item].selected then
      if index == 0 then return item end
      index = index - 1
    end
  end
end
F["SelectAllMediaItems P b"] = function(_, selected) for _, item in ipairs(all_items()) do of[item].selected = selected end end
F["SetMediaItemSelected I b"] = function(item, selected) of[item].selected = selected end
F["PCM_Source_CreateFromFile s"] = function(path) return new_source(path) end
F["SetMediaItemTake_Source K S"] = function(take, source) changes() of[take].source = source return true end
F["GetMediaItemTake_Source K"] = function(take) return of[take].source end
F["GetMediaSourceParent S"] = function(source) return of[source].parent end
F["GetMediaSourceFileName S"] = function(source) return of[source].file end
F["GetMediaSourceLength S"] = function(source) return of[source].length, of[source].is_quarters end
F["GetMediaItemInfo_Value I s"] = function(item, name) return number_of(of[item], ITEM_KEYS, name) end
F["SetMediaItemInfo_Value I s n"] = function(item, name, value) return number_of(of[item], ITEM_KEYS, name, value) ~= nil end
F["GetMediaItemTakeInfo_Value K s"] = function(take, name) return number_of(of[take], TAKE_KEYS, name) end
F["SetMediaItemTakeInfo_Value K s n"] = function(take, name, value) return number_of(of[take], TAKE_KEYS, name, value) ~= nil end
F["GetSetMediaItemInfo_String I s s b"] = function(item, name, value, set)
  return text_of(of[item], { P_NOTES = true }, name, value, set)
end
F["GetSetMediaItemTakeInfo_String K s s b"] = function(take, name, value, set)
  return text_of(of[take], { P_NAME = true }, name, value, set)
end
F["MIDI_CountEvts K"] = function(take) return true, #of[of[take].source].notes, 0, 0 end
F["MIDI_GetNote K i"] = function(take, index)
  local note = of[of[take].source].notes[index + 1]
  return true, false, note.muted or false, note.from * 960, note.to * 960, note.channel or 0, note.pitch, note.velocity or 100
end
F["MIDI_GetProjQNFromPPQPos K n"] = function(take, ticks)
  local data = of[take]
  local start = quarters_at(of[data.item].values.D_POSITION) - data.values.D_STARTOFFS * markers[1].bpm / 60
  return start + ticks / 960 / data.values.D_PLAYRATE
end
if scenario.window then
  local frames = 0
  F["ImGui_CreateContext s"] = function() return handle("ImGui_Context*", {}) end
  F["ImGui_WindowFlags_AlwaysAutoResize"] = function() return 64 end
  F["ImGui_Begin C s b i"] = function(_, title)
    assert(undo_depth == 0)
    frames = frames + 1
    if frames == 1 then table.insert(out.windows, title) end
    return true, scenario.window.closed == nil or frames < scenario.window.closed
  end
  F["ImGui_End C"] = function() end
  F["ImGui_SameLine C"] = function() end
  F["ImGui_SetNextItemWidth C n"] = function() end
  local function typed(caption, value)
    local new = scenario.window.typed[caption]
    return new ~= nil, new or value
  end
  F["ImGui_InputText C s s"] = function(_, caption, value) return typed(caption, value) end
  F["ImGui_InputTextMultiline C s s n n"] = function(_, caption, value) return typed(caption, value) end
  F["ImGui_Button C s"] = function(_, caption) return frames == 3 and caption == scenario.window.pressed end
end

local KINDS = { P = "ReaProject*", T = "MediaTrack*", I = "MediaItem*", K = "MediaItem_Take*", S = "PCM_source*", C = "ImGui_Context*" }
local TYPES = { n = "number", s = "string", b = "boolean", f = "function", i = "number" }
local function checked(signature, call)
  local name, wanted = signature:match("^%S+"), {}
  for letter in signature:gmatch(" (%a)") do wanted[#wanted + 1] = letter end
  return name, function(...)
    assert(select("#", ...) == #wanted, name .. ": wrong number of arguments")
    for at, letter in ipairs(wanted) do
      local value = select(at, ...)
      local data = type(value) == "table" and of[value]
      if KINDS[letter] then
        assert(data and data.kind == KINDS[letter], ("%s: argument %d is no %s"):format(name, at, KINDS[letter]))
        assert(data.alive, ("%s: argument %d is gone"):format(name, at))
      elseif letter == "h" then
        assert(data, name .. ": no handle")
      else
        assert(type(value) == TYPES[letter], ("%s: argument %d is a %s"):format(name, at, type(value)))
        assert(letter ~= "i" or math.tointeger(value), ("%s: argument %d is no integer"):format(name, at))
      end
    end
    return call(...)
  end
end
local functions = {}
for signature, call in pairs(F) do
  local name, function_of_it = checked(signature, call)
  functions[name] = function_of_it
end
reaper = setmetatable(functions, {
  __index = function(_, name)
    -- Scripts look whether ReaImGui is there by its first function.
    if name == "ImGui_CreateContext" then return nil end
    error("REAPER has no function " .. tostring(name), 2)
  end,
  __newindex = function() error("reaper was written to", 2) end,
})

---------------------------------------------------------------------------------------------------- the window of gfx
local open, drawn = false, 0
local G = { mouse_x = 0, mouse_y = 0, mouse_cap = 0, x = 0, y = 0 }
function G.init(title, width, height)
  assert(not open and width > 0 and height > 0)
  open, drawn = true, 0
  table.insert(out.windows, title)
end
function G.quit() open = false end
function G.setfont(_, face, size) assert(type(face) == "string" and size > 0) end
function G.set(red, green, blue) assert(red <= 1 and green <= 1 and blue <= 1) end
function G.rect(_, _, width, height) assert(width >= 0 and height >= 0) end
function G.drawstr(text) out.drawn = out.drawn or {} out.drawn[text] = true end
function G.update() drawn = drawn + 1 end
function G.getchar()
  assert(open)
  local cancel = scenario.cancel
  if not cancel or drawn < cancel.frame then return 0 end
  if cancel.by == "button" then G.mouse_x, G.mouse_y, G.mouse_cap = 300, 85, 1 end
  return cancel.by == "escape" and 27 or cancel.by == "close" and -1 or 0
end
gfx = setmetatable({}, {
  __index = function(_, name) return G[name] == nil and error("gfx has no " .. name, 2) or G[name] end,
  __newindex = function(_, name, value) assert(name == "x" or name == "y") G[name] = value end,
})

---------------------------------------------------------------------------------------------------- running scripts
out.deferred = {}
-- Each script has a Lua of its own in REAPER.
local function run_script(path)
  local kept, script = {}, out.script
  for name in pairs(package.loaded) do
    if name:match("^musiccm") then kept[name], package.loaded[name] = package.loaded[name], nil end
  end
  out.script = path
  assert(loadfile(path, "t"))()
  for name in pairs(package.loaded) do if name:match("^musiccm") then package.loaded[name] = nil end end
  for name, module in pairs(kept) do package.loaded[name] = module end
  out.script = script or path
end
local EVENTS = {
  run = run_script,
  close_project = function() of[PROJECT].alive, shown = false, OTHER end,
  other_tab = function() shown = OTHER end,
  remove_tracks = function()
    for _, track in ipairs(of[PROJECT].tracks) do
      of[track].alive = false
      for _, item in ipairs(of[track].items) do of[item].alive = false end
    end
    of[PROJECT].tracks = {}
  end,
}

run_script(arg[2])
local frames, is_terminated = 0, false
while #out.deferred > 0 and not is_terminated do
  frames, clock = frames + 1, clock + FRAME_SECONDS
  assert(clock < (300), "the script does not come to an end")
  for _, event in ipairs(scenario.events or {}) do
    if event.frame == frames and event.name == "terminate" then is_terminated = true
    elseif event.frame == frames then EVENTS[event.name](event.script) end
  end
  local now = out.deferred
  out.deferred = {}
  for _, action in ipairs(now) do if not is_terminated then action() end end
  os.execute("sleep " .. FRAME_SECONDS / scenario.hurry)
end
if out.atexit then out.atexit() end
assert(undo_depth == 0 and hidden == 0, "an undo block or a refresh is not balanced")
assert(not open, "a window is left open")

---------------------------------------------------------------------------------------------------- the outcome
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
local tracks = {}
for at, track in ipairs(of[PROJECT].tracks) do
  tracks[at] = { name = of[track].texts.P_NAME, items = {} }
  for number, item in ipairs(of[track].items) do
    local described = { values = of[item].values, notes = of[item].texts.P_NOTES, selected = of[item].selected or false, takes = {} }
    for take_number, take in ipairs(of[item].takes) do
      described.takes[take_number] = {
        values = of[take].values, texts = of[take].texts, file = of[of[take].source].file or "",
        active = of[item].active == take,
      }
    end
    tracks[at].items[number] = described
  end
end
local texts = {}
for text in pairs(out.drawn or {}) do texts[#texts + 1] = text end
io.write(json {
  tracks = tracks, messages = out.messages, undo = out.undo, commands = out.commands, dialogs = out.dialogs,
  windows = out.windows, drawn = texts, running = ext["musiccm/running"] or "", shown = shown == PROJECT,
}, "\n")
