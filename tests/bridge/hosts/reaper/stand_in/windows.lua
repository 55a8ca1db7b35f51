-- Functions of the extension ReaImGui, where the scenario has it: a window in which something is typed and pressed.

local world = require "stand_in.world"

local recorded, window = world.recorded, world.scenario.window
local F = {}
if not window then return F end

local frames = 0
F["ImGui_CreateContext s"] = function() return world.handle("ImGui_Context*", {}) end
F["ImGui_WindowFlags_AlwaysAutoResize"] = function() return 64 end
F["ImGui_Begin C s b i"] = function(_, title)
  assert(world.undo_depth == 0)
  frames = frames + 1
  if frames == 1 then table.insert(recorded.windows, title) end
  return true, window.closed == nil or frames < window.closed
end
F["ImGui_End C"] = function() end
F["ImGui_SameLine C"] = function() end
F["ImGui_SetNextItemWidth C n"] = function() end
local function typed(caption, value)
  local new = window.typed[caption]
  return new ~= nil, new or value
end
F["ImGui_InputText C s s"] = function(_, caption, value) return typed(caption, value) end
F["ImGui_InputTextMultiline C s s n n"] = function(_, caption, value) return typed(caption, value) end
F["ImGui_Button C s"] = function(_, caption) return frames == 3 and caption == window.pressed end

return F
