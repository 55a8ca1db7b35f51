-- What is in the project: tracks, items and takes, first those of the scenario.

local world = require "stand_in.world"

local project = {}

local of, handle, scenario = world.of, world.handle, world.scenario

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

-- Return the source of a WAV; nil for any other file.
function project.new_source(path)
  local seconds = wav_seconds(path)
  return seconds and handle("PCM_source*", { file = path, length = seconds, is_quarters = false })
end

-- Return an item as a new installation of REAPER makes it, with its default fades.
function project.new_item(track)
  local item = handle("MediaItem*", {
    track = track, takes = {}, texts = {},
    values = {
      D_POSITION = 0, D_LENGTH = 0, B_LOOPSRC = 0, C_BEATATTACHMODE = -1,
      D_FADEINLEN = 0.01, D_FADEOUTLEN = 0.01, D_FADEINLEN_AUTO = 0, D_FADEOUTLEN_AUTO = 0,
    },
  })
  table.insert(of[track].items, item)
  return item
end

function project.new_take(item, source)
  local take = handle("MediaItem_Take*", {
    item = item, source = source, texts = {},
    values = { D_STARTOFFS = 0, D_PLAYRATE = 1, B_PPITCH = 1, D_VOL = 1, D_PAN = 0 },
  })
  table.insert(of[item].takes, take)
  of[item].active = of[item].active or take
  return take
end

function project.new_track(index, name)
  local track = handle("MediaTrack*", { items = {}, texts = { P_NAME = name or "" } })
  table.insert(of[world.project].tracks, index, track)
  return track
end

function project.tracks()
  return of[world.project].tracks
end

function project.items()
  local found = {}
  for _, track in ipairs(project.tracks()) do table.move(of[track].items, 1, #of[track].items, #found + 1, found) end
  return found
end

-- Remove all tracks with what is on them, as a user does while a script waits.
function project.remove_tracks()
  for _, item in ipairs(project.items()) do of[item].alive = false end
  for _, track in ipairs(project.tracks()) do of[track].alive = false end
  of[world.project].tracks = {}
end

local function fill(data, values)
  for name, value in pairs(values or {}) do data.values[name] = value end
end

local function add_described(track, described)
  local item = project.new_item(track)
  fill(of[item], described.values)
  of[item].selected = described.selected
  local source = described.file and project.new_source(described.file)
    or handle("PCM_source*", { length = described.quarters, is_quarters = true, notes = described.notes,
      controls = described.controls or {} })
  if described.section then source = handle("PCM_source*", { parent = source, file = "", length = 1 }) end
  local take = project.new_take(item, source)
  fill(of[take], described.take)
  for name, value in pairs(described.facts or {}) do of[take].texts["P_EXT:musiccm_" .. name] = value end
end

for at, described in ipairs(scenario.tracks) do
  local track = project.new_track(at, described.name)
  of[track].selected = described.selected
  for _, item in ipairs(described.items or {}) do add_described(track, item) end
end

-- Return all of it as plain tables.
function project.outcome()
  local tracks = {}
  for at, track in ipairs(project.tracks()) do
    tracks[at] = { name = of[track].texts.P_NAME, items = {} }
    for number, item in ipairs(of[track].items) do
      local data = of[item]
      local shown = { values = data.values, notes = data.texts.P_NOTES, selected = data.selected or false, takes = {} }
      for take_number, take in ipairs(data.takes) do
        shown.takes[take_number] = {
          values = of[take].values, texts = of[take].texts, active = data.active == take,
          file = of[of[take].source].file or "",
        }
      end
      tracks[at].items[number] = shown
    end
  end
  return tracks
end

return project
