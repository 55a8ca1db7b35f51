-- One job from its request to its end, a step at a time: sent, followed, cancelled; where no server answers, one is
-- started and the request repeated. The id makes that safe: the same request is never served twice. Shows nothing.

local job = {}

local answers = require "musiccm.answers"
local host = require "musiccm.host"
local process = require "musiccm.process"

local STATUS_SECONDS = 3 -- between two questions, each of which starts a program
local AGAIN_SECONDS = 1 -- until a server that has started is asked again
local START_SECONDS = 120 -- a server answers before its model is loaded
local ADDRESS = "^osc%.udp://" -- what a server prints once it can be asked
local SERVER = "server" -- the name of the files of a server, which outlives the script

local Job = {}
Job.__index = Job

-- Return the arguments of a server for a project; the songs in the folders beside it may use the same one.
local function serve_words(folder)
  local words = { "serve", "--project", folder }
  local parent = host.parent(folder)
  if parent then table.move({ "--root", parent }, 1, 2, #words + 1, words) end
  return words
end

-- Send a request; `words` are keys and values of /musiccm/generate, `folder` is the project's.
function job.start(program, folder, words)
  local now = reaper.time_precise()
  local self = setmetatable({
    id = host.new_id(), program = program, folder = folder, words = words,
    state = "running", stage = "sending", fraction = 0, started = now, next_status = now + STATUS_SECONDS,
  }, Job)
  self:send()
  return self
end

function Job:send()
  self.request = process.start {
    self.program, "send", "--json", "--wait", "--id", self.id, "--", "generate", table.unpack(self.words),
  }
end

-- Ask the server to stop the job; the answer to the request then says that it has.
function Job:cancel()
  if self.is_cancelled then return end
  self.is_cancelled, self.stage = true, "cancelling"
  if self.request then
    self:send_cancel()
  else
    self.state = "cancelled"
  end
end

function Job:send_cancel()
  self.cancelling = process.start { self.program, "send", "--json", "--", "cancel", self.id }
end

-- Go on; called some thirty times a second. Return whether there is more to do: the answers of programs that still run
-- are read after the job's end too, so that they leave no files. `state` is running, done, failed or cancelled.
function Job:step()
  local now = reaper.time_precise()
  self:follow(now)
  self:insist(now)
  if self.request then
    local out, err = self.request:poll()
    if out then
      self.request = nil
      self:take(answers.read(out, err), now)
    end
  elseif self.state == "running" then
    self:await_server(now)
  end
  return self.state == "running" or self.request ~= nil or self.status ~= nil or self.cancelling ~= nil
end

-- Take the answer to the request.
function Job:take(found, now)
  if found.is_cancelled or self.is_cancelled then
    self.state = "cancelled"
  elseif found.done then
    self.result, self.state = { done = found.done, files = found.files }, "done"
  elseif not found.is_missing then
    self:fail(found.error)
  elseif not self.server then
    self.stage = "starting the server"
    self.server = process.start({ self.program, table.unpack(serve_words(self.folder)) }, SERVER)
    self.again, self.deadline = now, now + START_SECONDS
  elseif self.reason then
    self:fail_to_start(self.reason)
  else
    self.again = now + AGAIN_SECONDS
  end
end

function Job:fail(text)
  if text:find("(bad_path)", 1, true) then
    text = ("%s\n\nTo work on this project, stop the server that is running and start\n\n    %s"):format(
      text, host.command_line(self.program, serve_words(self.folder)))
  end
  self.state, self.problem = "failed", text
end

function Job:fail_to_start(reason)
  self:fail(("The server could not be started: %s\n\nStart it in a terminal:\n\n    %s"):format(
    reason, host.command_line(self.program, serve_words(self.folder))))
end

-- Repeat the request once a server is up. One that has ended may have met another, which then answers.
function Job:await_server(now)
  local out, err = self.server:poll()
  if out then
    self.reason = answers.read(out, err).error
    self:send()
  elseif now > self.deadline then
    self:fail_to_start(("it does not answer within %d seconds"):format(START_SECONDS))
  elseif now >= self.again and self.server:output():find(ADDRESS) then
    self:send()
  end
end

-- Ask from time to time how far the job is; one question at a time.
function Job:follow(now)
  if self.status then
    local out, err = self.status:poll()
    if not out then return end
    self.status, self.next_status = nil, now + STATUS_SECONDS
    local progress = answers.read(out, err).progress
    if progress and not self.is_cancelled then
      self.stage, self.fraction = progress.stage, progress.fraction
    end
  elseif self.request and not self.is_cancelled and now >= self.next_status then
    self.status = process.start { self.program, "send", "--json", "--", "status", self.id }
  end
end

-- Cancel once more what the server did not know yet when it was asked: the request may have been on its way.
function Job:insist(now)
  if self.cancelling then
    if self.cancelling:poll() then
      self.cancelling, self.again = nil, now + AGAIN_SECONDS
    end
  elseif self.request and self.is_cancelled and now >= self.again then
    self:send_cancel()
  end
end

return job
