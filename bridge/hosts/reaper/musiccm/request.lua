-- A request as keys and values of `/musiccm/generate`, and the fields in which a user types them. What they mean and
-- which are allowed is decided by the server; docs/osc.md lists them.

local request = {}

local bars = require "musiccm.bars"
local host = require "musiccm.host"
local quoting = require "musiccm.quoting"

local PROMPT = "prompt"

-- Return a field of the dialog.
function request.field(name, caption, value)
  return { name = name, caption = caption, value = value or "" }
end

request.KEY = request.field("key", "Key (empty: any)")
request.CHORDS = request.field("chords", "Chords (such as Am | F | C | G)")
request.SEED = request.field("seed", "Seed (empty: a new one)")

-- Return the field for a prompt, with the one that was typed last in the project.
function request.prompt_field(project)
  local _, prompt = reaper.GetProjExtState(project, host.EXT, PROMPT)
  return request.field(PROMPT, "Prompt", prompt)
end

-- Keep a prompt for the next time, or refuse one without words.
function request.keep_prompt(project, prompt)
  if prompt == "" then host.refuse("There is no prompt: say in a few words what it should sound like.") end
  reaper.SetProjExtState(project, host.EXT, PROMPT, prompt)
end

-- Return what was typed for a stretch of the project, as keys with their values in order.
function request.for_stretch(here, stretch, typed)
  return {
    { PROMPT, typed.prompt }, { "bpm", stretch.bpm }, { "bars", stretch.count }, { "meter", stretch.meter },
    { "key", typed.key }, { "chords", typed.chords }, { "seed", typed.seed }, { "project", here.folder },
  }
end

-- Return keys and values of stems as typed, such as "drums, bass = deep sub"; nothing means every part of the score.
function request.stems(text)
  local found = {}
  for stem in text:gmatch("[^,;]+") do
    local role, words = stem:match("^([^=]*)=?(.*)$")
    role, words = quoting.one_line(role), quoting.one_line(words)
    if role ~= "" then found[#found + 1] = { "stem." .. role, words == "" and "1" or words } end
  end
  return #found > 0 and found or { { "parts", 1 } }
end

-- Return keys and values as the arguments of `musiccm send`, without those that were left empty.
function request.words(...)
  local words = {}
  for _, keys in ipairs { ... } do
    for _, pair in ipairs(keys) do
      local value = quoting.one_line(tostring(pair[2] or ""))
      if value ~= "" then table.move({ pair[1], value }, 1, 2, #words + 1, words) end
    end
  end
  return words
end

-- Return what is kept of a clip, from the server's last answer.
function request.facts(done, prompt, meter)
  return {
    prompt = prompt, seed = done.seed, manifest = done.manifest_path,
    bpm = bars.decimal(done.bpm), meter = meter, bars = done.bars,
  }
end

return request
