-- Functions of REAPER about the program itself: projects, folders, messages, undo, stored states, other programs.

local world = require "stand_in.world"

local of, recorded, scenario = world.of, world.recorded, world.scenario
local ext = {}
local F = {}

local function quoted(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
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

F["EnumProjects i"] = function(index)
  assert(index == -1)
  return world.shown, world.shown == world.project and scenario.project_file or "/elsewhere/other.rpp"
end
F["SelectProjectInstance P"] = function(project) world.shown = project end
F["ValidatePtr h s"] = function(pointer, kind) return of[pointer].alive and of[pointer].kind == kind end
F["ValidatePtr2 P h s"] = function(_, pointer, kind) return of[pointer].alive and of[pointer].kind == kind end
F["GetResourcePath"] = function() return scenario.resources end
F["GetOS"] = function() return scenario.os or "Other" end
F["get_action_context"] = function() return false, world.script, 0, 0, 0, 0, 0, "" end
F["file_exists s"] = function(path)
  if scenario.exists and scenario.exists[path] then return true end
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end
F["RecursiveCreateDirectory s i"] = function(path)
  os.execute("mkdir -p " .. quoted(path))
  return 1
end
F["time_precise"] = function() return world.clock end
F["genGuid s"] = function()
  world.guids = (world.guids or 0) + 1
  return ("{%08X-0000-4000-8000-%012X}"):format(world.guids, scenario.number or 0)
end
F["ExecProcess s i"] = function(line, milliseconds)
  assert(milliseconds < 0, "REAPER would stand still")
  table.insert(recorded.commands, line)
  if scenario.cannot_start then return nil end
  if (scenario.os or ""):match("^Win") then return "0\n" end
  local words = words_of(line)
  assert(words[1]:sub(1, 1) == "/", "a program without its full path")
  for at, word in ipairs(words) do words[at] = quoted(word) end
  os.execute("cd /; " .. table.concat(words, " ") .. " </dev/null >/dev/null 2>&1 &")
  return "0\n"
end
F["ShowMessageBox s s i"] = function(text)
  table.insert(recorded.messages, text)
  return 1
end
F["GetUserInputs s i s s"] = function(title, count, captions, values)
  local separator = captions:match(",separator=(.)$")
  local _, fields = captions:gsub("[^,]+", "")
  assert(separator == "\n" and fields == count + 2, "captions and fields differ")
  table.insert(recorded.dialogs, { title = title, captions = captions, values = values })
  local typed = table.remove(scenario.typed or {}, 1)
  if not typed then return false, values end
  return true, table.concat(typed, separator)
end
F["defer f"] = function(action)
  assert(world.undo_depth == 0, "defer inside an undo block")
  table.insert(world.deferred, action)
  return true
end
F["atexit f"] = function(action)
  world.atexit = action
  return true
end
F["GetExtState s s"] = function(section, key) return ext[section .. "/" .. key] or "" end
F["SetExtState s s s b"] = function(section, key, value, persist)
  assert(not persist)
  ext[section .. "/" .. key] = value
end
F["GetProjExtState P s s"] = function(project, section, key)
  local value = of[project].ext[section .. "/" .. key]
  return value and 1 or 0, value or ""
end
F["SetProjExtState P s s s"] = function(project, section, key, value)
  of[project].ext[section .. "/" .. key] = value
  return 1
end
F["Undo_BeginBlock2 P"] = function()
  assert(world.undo_depth == 0, "undo blocks are nested")
  world.undo_depth = 1
end
F["Undo_EndBlock2 P s i"] = function(_, name, flags)
  assert(world.undo_depth == 1 and world.hidden == 0 and flags == -1)
  world.undo_depth = 0
  table.insert(recorded.undo, name)
end
F["PreventUIRefresh i"] = function(change) world.hidden = world.hidden + change end
F["UpdateArrange"] = function() end
F["Main_OnCommandEx i i P"] = function(command)
  assert(command == 40047 and world.undo_depth == 0)
end

return F
