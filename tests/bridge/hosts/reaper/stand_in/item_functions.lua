-- Functions of REAPER about tracks, items, takes and the notes in them.

local map = require "stand_in.tempo_map"
local project = require "stand_in.project"
local world = require "stand_in.world"

local of = world.of
local F = {}

local function set_of(words)
  local found = {}
  for word in words:gmatch("%S+") do found[word] = true end
  return found
end

local ITEM_KEYS = set_of
  "D_POSITION D_LENGTH B_LOOPSRC C_BEATATTACHMODE D_FADEINLEN D_FADEOUTLEN D_FADEINLEN_AUTO D_FADEOUTLEN_AUTO"
local TAKE_KEYS = set_of "D_STARTOFFS D_PLAYRATE B_PPITCH D_VOL D_PAN"

local function text_of(data, allowed, name, value, set)
  assert(allowed[name] or name:match("^P_EXT:[%w_]+$"), "no such text: " .. name)
  if set then
    world.changes()
    data.texts[name] = value
  end
  return data.texts[name] ~= nil, data.texts[name] or ""
end
local function number_of(data, keys, name, value)
  assert(keys[name], "no such value: " .. name)
  if value then
    world.changes()
    data.values[name] = value
  end
  return data.values[name]
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
  world.changes()
  assert(world.shown == world.project, "a track in another project")
  project.new_track(index + 1)
end
F["GetMediaTrackInfo_Value T s"] = function(track, name)
  assert(name == "IP_TRACKNUMBER")
  for at, other in ipairs(project.tracks()) do if other == track then return at + 0.0 end end
end
F["GetSetMediaTrackInfo_String T s s b"] = function(track, name, value, set)
  return text_of(of[track], { P_NAME = true }, name, value, set)
end
F["AddMediaItemToTrack T"] = function(track) world.changes() return project.new_item(track) end
F["GetMediaItem_Track I"] = function(item) return of[item].track end
F["AddTakeToMediaItem I"] = function(item) world.changes() return project.new_take(item) end
F["SetActiveTake K"] = function(take) world.changes() of[of[take].item].active = take end
F["GetActiveTake I"] = function(item) return of[item].active end
F["TakeIsMIDI K"] = function(take) return of[of[take].source].notes ~= nil end
F["GetSelectedMediaItem P i"] = function(_, index)
  for _, item in ipairs(project.items()) do
    if of[item].selected then
      if index == 0 then return item end
      index = index - 1
    end
  end
end
F["SelectAllMediaItems P b"] = function(_, selected) for _, item in ipairs(project.items()) do of[item].selected = selected end end
F["SetMediaItemSelected I b"] = function(item, selected) of[item].selected = selected end
F["PCM_Source_CreateFromFile s"] = function(path) return project.new_source(path) end
F["SetMediaItemTake_Source K S"] = function(take, source) world.changes() of[take].source = source return true end
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
F["MIDI_CountEvts K"] = function(take) 
  local source = of[of[take].source]
  return true, #source.notes, #source.controls, 0
end
F["MIDI_GetCC K i"] = function(take, index)
  local control = of[of[take].source].controls[index + 1]
  return true, false, control.muted or false, control.at * 960, control.kind or 0xB0, control.channel or 0,
    control.number or 64, control.value
end
F["MIDI_GetNote K i"] = function(take, index)
  local note = of[of[take].source].notes[index + 1]
  return true, false, note.muted or false, note.from * 960, note.to * 960, note.channel or 0, note.pitch, note.velocity or 100
end
F["MIDI_GetProjQNFromPPQPos K n"] = function(take, ticks)
  local data = of[take]
  local start = map.quarters_at(of[data.item].values.D_POSITION) - data.values.D_STARTOFFS * map.markers[1].bpm / 60
  return start + ticks / 960 / data.values.D_PLAYRATE
end

return F
