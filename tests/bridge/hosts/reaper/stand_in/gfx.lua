-- The table `gfx`, by which scripts draw a window of their own.

local world = require "stand_in.world"

local recorded, seen = world.recorded, {}

local drawn = 0
local G = { mouse_x = 0, mouse_y = 0, mouse_cap = 0, x = 0, y = 0 }
function G.init(title, width, height)
  assert(not world.is_window_open and width > 0 and height > 0)
  world.is_window_open, drawn = true, 0
  table.insert(recorded.windows, title)
end
function G.quit() world.is_window_open = false end
function G.setfont(_, face, size) assert(type(face) == "string" and size > 0) end
function G.set(red, green, blue) assert(red <= 1 and green <= 1 and blue <= 1) end
function G.rect(_, _, width, height) assert(width >= 0 and height >= 0) end
function G.drawstr(text) if not seen[text] then table.insert(recorded.drawn, text) end seen[text] = true end
function G.update() drawn = drawn + 1 end
function G.getchar()
  assert(world.is_window_open)
  local cancel = world.scenario.cancel
  if not cancel or drawn < cancel.frame then return 0 end
  if cancel.by == "button" then G.mouse_x, G.mouse_y, G.mouse_cap = 300, 85, 1 end
  return cancel.by == "escape" and 27 or cancel.by == "close" and -1 or 0
end
return setmetatable({}, {
  __index = function(_, name) return G[name] == nil and error("gfx has no " .. name, 2) or G[name] end,
  __newindex = function(_, name, value) assert(name == "x" or name == "y") G[name] = value end,
})
