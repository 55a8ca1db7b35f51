-- The questions before a request: a window of ReaImGui where that extension is there, REAPER's own dialog otherwise.
-- Shows fields, and hands over what was typed.

local dialog = {}

local host = require "musiccm.host"
local quoting = require "musiccm.quoting"

-- Any text may be typed but a line break, so it can part the values.
local SEPARATOR = "\n"
local WIDTH, LINES_HEIGHT = 380, 66

local function cleaned(values)
  for name, value in pairs(values) do values[name] = quoting.one_line(value) end
  return values
end

-- Ask by REAPER's own dialog, which waits. Returns nil where it was cancelled.
local function ask_inputs(title, fields)
  local captions, defaults = {}, {}
  for at, field in ipairs(fields) do
    captions[at] = field.caption:gsub(",", ";")
    defaults[at] = quoting.one_line(field.value)
  end
  captions[#captions + 1] = "extrawidth=" .. WIDTH
  captions[#captions + 1] = "separator=" .. SEPARATOR
  local is_entered, text = reaper.GetUserInputs(
    title, #fields, table.concat(captions, ","), table.concat(defaults, SEPARATOR))
  if not is_entered then return nil end
  local values, at = {}, 0
  for value in (text .. SEPARATOR):gmatch("(.-)" .. SEPARATOR) do
    at = at + 1
    if fields[at] then values[fields[at].name] = value end
  end
  return values
end

-- Ask by a window, drawn again and again until it is answered or closed.
local function ask_window(title, fields, take)
  local context = reaper.ImGui_CreateContext(host.TITLE)
  local values = {}
  for _, field in ipairs(fields) do values[field.name] = field.value end
  local function draw()
    local is_sent, is_left = false, false
    local is_visible, is_open = reaper.ImGui_Begin(context, title, true, reaper.ImGui_WindowFlags_AlwaysAutoResize())
    if is_visible then
      for _, field in ipairs(fields) do
        local value
        reaper.ImGui_SetNextItemWidth(context, WIDTH)
        if field.name == "prompt" then
          _, value = reaper.ImGui_InputTextMultiline(context, field.caption, values.prompt, WIDTH, LINES_HEIGHT)
        else
          _, value = reaper.ImGui_InputText(context, field.caption, values[field.name])
        end
        values[field.name] = value
      end
      is_sent = reaper.ImGui_Button(context, "Make")
      reaper.ImGui_SameLine(context)
      is_left = reaper.ImGui_Button(context, "Cancel")
      reaper.ImGui_End(context)
    end
    if is_sent then
      take(cleaned(values))
    elseif is_open and not is_left then
      host.defer(draw)
    end
  end
  host.defer(draw)
end

-- Ask for values. `fields` have a name, a caption and a value; `take` is called with the values by name, and not at all
-- where the dialog is cancelled.
function dialog.ask(title, fields, take)
  title = ("%s: %s"):format(host.TITLE, title)
  if reaper.ImGui_CreateContext then return ask_window(title, fields, take) end
  local values = ask_inputs(title, fields)
  if values then take(cleaned(values)) end
end

return dialog
