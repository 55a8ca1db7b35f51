-- What the parts of the stand-in share: the scenario, what is recorded, and the handles that scripts are given.

local world = {
  scenario = assert(loadfile(arg[1], "t"))(),
  recorded = { messages = {}, undo = {}, commands = {}, dialogs = {}, windows = {}, drawn = {} },
  deferred = {},
  clock = 0,
  undo_depth = 0,
  hidden = 0,
  -- What a handle stands for.
  of = setmetatable({}, { __mode = "k" }),
}

local opaque = {
  __index = function() error("a handle was indexed", 2) end,
  __newindex = function() error("a handle was written to", 2) end,
}

-- Return a handle, which scripts can only hand back.
function world.handle(kind, data)
  local made = setmetatable({}, opaque)
  data.kind, data.alive = kind, true
  world.of[made] = data
  return made
end

-- Say that something in the project is changed, which belongs into an undo block.
function world.changes()
  assert(world.undo_depth == 1, "a change outside an undo block")
  assert(world.hidden == 1, "a change with the screen being redrawn")
end

world.project = world.handle("ReaProject*", { tracks = {}, ext = {} })
world.other_project = world.handle("ReaProject*", { tracks = {}, ext = {} })
world.shown = world.project

return world
