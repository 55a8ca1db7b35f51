-- A job beside REAPER's own work: stepped by `defer`, shown in a window, cancelled by it or by the action *cancel*, and
-- its result put into the project.

local runner = {}

local host = require "musiccm.host"
local job = require "musiccm.job"
local progress = require "musiccm.progress"

local RUNNING, CANCEL = "running", "cancel"

-- Return how many jobs all scripts together are waiting for.
local function running()
  return tonumber(reaper.GetExtState(host.EXT, RUNNING)) or 0
end

local function count(change)
  reaper.SetExtState(host.EXT, RUNNING, tostring(running() + change), false)
end

-- Ask every script that waits for a job to cancel it; return whether there is one.
function runner.cancel_all()
  reaper.SetExtState(host.EXT, CANCEL, tostring(reaper.time_precise()), false)
  return running() > 0
end

local function is_asked_to_cancel(since)
  return (tonumber(reaper.GetExtState(host.EXT, CANCEL)) or 0) > since
end

-- Run a job for a project, and call `finish` with its result. `title` says what is being made, `words` is the request;
-- `tidy` is called at the job's end, whatever it is, and may be nil.
function runner.run(here, title, words, finish, tidy)
  local current = job.start(here.program, here.folder, words)
  progress.open(("%s: %s"):format(host.TITLE, title))
  count(1)
  local is_shown = true
  local function leave()
    if not is_shown then return end
    is_shown = false
    count(-1)
    progress.close()
    if tidy then tidy() end
  end
  reaper.atexit(function()
    -- The script was terminated: what nobody waits for need not be made.
    if current.state == "running" then current:cancel() end
    leave()
  end)
  local function step()
    local goes_on = current:step()
    if is_shown then
      local is_left = progress.draw(("%s  %.0f %%"):format(current.stage, current.fraction * 100), current.fraction)
      if is_left or is_asked_to_cancel(current.started) then current:cancel() end
    end
    if current.state ~= "running" and is_shown then
      leave()
      if current.state == "done" then host.run(finish, current.result) end
      if current.state == "failed" then host.say(current.problem) end
    end
    if goes_on then host.defer(step) end
  end
  host.defer(step)
end

return runner
