-- A small window while a job runs: what is being made, how far it is, and a button to cancel. Drawn with REAPER's own
-- gfx, so it needs no extension. Knows no jobs.

local progress = {}

local WIDTH, HEIGHT, MARGIN, BAR_HEIGHT = 380, 110, 14, 14
local BUTTON = { x = WIDTH - MARGIN - 90, y = HEIGHT - MARGIN - 26, width = 90, height = 26 }
local BACKGROUND, TEXT, GROOVE, FILL = { 0.17, 0.18, 0.2 }, { 0.9, 0.9, 0.9 }, { 0.28, 0.3, 0.33 }, { 0.31, 0.7, 0.66 }
local CENTRED = 1 | 4
local LEFT_BUTTON, ESCAPE, CLOSED = 1, 27, -1

function progress.open(title)
  gfx.init(title, WIDTH, HEIGHT)
  gfx.setfont(1, "Arial", 15)
end

function progress.close()
  gfx.quit()
end

local function rectangle(colour, x, y, width, height)
  gfx.set(colour[1], colour[2], colour[3])
  gfx.rect(x, y, width, height, true)
end

local function text(x, y, words, ...)
  gfx.set(TEXT[1], TEXT[2], TEXT[3])
  gfx.x, gfx.y = x, y
  gfx.drawstr(words, ...)
end

-- Draw the window; return whether the user cancelled.
function progress.draw(words, fraction)
  rectangle(BACKGROUND, 0, 0, WIDTH, HEIGHT)
  text(MARGIN, MARGIN, words)
  rectangle(GROOVE, MARGIN, 2 * MARGIN + BAR_HEIGHT, WIDTH - 2 * MARGIN, BAR_HEIGHT)
  rectangle(FILL, MARGIN, 2 * MARGIN + BAR_HEIGHT, (WIDTH - 2 * MARGIN) * fraction, BAR_HEIGHT)
  rectangle(GROOVE, BUTTON.x, BUTTON.y, BUTTON.width, BUTTON.height)
  text(BUTTON.x, BUTTON.y, "Cancel", CENTRED, BUTTON.x + BUTTON.width, BUTTON.y + BUTTON.height)
  gfx.update()
  local key = gfx.getchar()
  local x, y = gfx.mouse_x - BUTTON.x, gfx.mouse_y - BUTTON.y
  local is_over = x >= 0 and x < BUTTON.width and y >= 0 and y < BUTTON.height
  return key == ESCAPE or key == CLOSED or (is_over and gfx.mouse_cap & LEFT_BUTTON ~= 0)
end

return progress
