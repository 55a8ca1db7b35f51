-- The actions that make new clips, each from what is selected in REAPER to what lies in the project afterwards; and
-- *cancel*. What can be refused is refused before anything is asked. Clips are edited by `edits.lua`.

local actions = {}

local bars = require "musiccm.bars"
local dialog = require "musiccm.dialog"
local host = require "musiccm.host"
local items = require "musiccm.items"
local midi_item = require "musiccm.midi_item"
local request = require "musiccm.request"
local runner = require "musiccm.runner"

local MIX = "mix"

function actions.generate()
  local here = host.surroundings()
  local stretch = bars.selected_or_cursor(here.project)
  local track = reaper.GetSelectedTrack(here.project, 0)
  local title = "generate " .. stretch.title
  local fields = { request.prompt_field(here.project), request.KEY, request.CHORDS, request.SEED }
  dialog.ask(title, fields, function(typed)
    request.keep_prompt(here.project, typed.prompt)
    local words = request.words(request.for_stretch(here, stretch, typed))
    runner.run(here, title, words, function(result)
      items.as_one_step(here.project, title, function()
        if not items.is_track(here.project, track) then track = items.new_track(here.project, nil, typed.prompt) end
        items.add(here.project, track, stretch.start, stretch.stop, result.files[1].path,
          request.facts(result.done, typed.prompt, stretch.meter))
      end)
    end)
  end)
end

function actions.stems()
  local here = host.surroundings()
  local stretch = bars.selected_or_cursor(here.project)
  local above = reaper.GetSelectedTrack(here.project, 0)
  local title = "stems for " .. stretch.title
  local fields = {
    request.prompt_field(here.project), request.field("stems", "Stems (such as drums; bass = sub)"),
    request.KEY, request.CHORDS, request.SEED,
  }
  dialog.ask(title, fields, function(typed)
    request.keep_prompt(here.project, typed.prompt)
    local words = request.words(request.for_stretch(here, stretch, typed), request.stems(typed.stems))
    runner.run(here, title, words, function(result)
      items.as_one_step(here.project, title, function()
        local track = above
        for _, file in ipairs(result.files) do
          -- The mix is the sum of the others: beside them, everything would sound twice.
          if file.stem ~= MIX or #result.files == 1 then
            track = items.new_track(here.project, track, file.stem)
            items.add(here.project, track, stretch.start, stretch.stop, file.path,
              request.facts(result.done, typed.prompt, stretch.meter))
          end
        end
      end)
    end)
  end)
end

-- Write the notes of an item under the project, where the server may read them, and return the path.
local function write_score(folder, bytes)
  local path = host.file_in(folder, ("reaper-%s.mid"):format(host.new_id()))
  local file, problem = io.open(path, "wb")
  if not file then host.refuse("Cannot write the notes: %s", problem) end
  file:write(bytes)
  file:close()
  return path
end

function actions.play_midi()
  local here = host.surroundings()
  local item, take = items.selected(here.project, "a MIDI item")
  if not reaper.TakeIsMIDI(take) then host.refuse("The selected item is not a MIDI item. Select one with notes.") end
  local start = reaper.GetMediaItemInfo_Value(item, "D_POSITION")
  local stretch = bars.around(here.project, start, start + reaper.GetMediaItemInfo_Value(item, "D_LENGTH"))
  local above = reaper.GetMediaItem_Track(item)
  local _, name = reaper.GetSetMediaTrackInfo_String(above, "P_NAME", "", false)
  local bytes, count = midi_item.file(here.project, item, take, stretch, name)
  if count == 0 then host.refuse("The selected MIDI item plays no notes.") end
  local title = "play the notes in " .. stretch.title
  dialog.ask(title, { request.prompt_field(here.project), request.SEED }, function(typed)
    request.keep_prompt(here.project, typed.prompt)
    local score = write_score(here.folder, bytes)
    local words = request.words(request.for_stretch(here, stretch, typed), { { "midi", score } })
    runner.run(here, title, words, function(result)
      items.as_one_step(here.project, title, function()
        local track = items.new_track(here.project, above, typed.prompt)
        items.add(here.project, track, stretch.start, stretch.stop, result.files[1].path,
          request.facts(result.done, typed.prompt, stretch.meter))
      end)
      -- The take has its own copy.
    end, function() os.remove(score) end)
  end)
end

function actions.cancel()
  if not runner.cancel_all() then host.say("Nothing is being made.") end
end

return actions
