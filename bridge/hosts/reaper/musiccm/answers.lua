-- What `musiccm send --json` answers, as one of few things that a script has to tell apart. Reads text, starts nothing.

local answers = {}

local json = require "musiccm.json"

local NO_SERVER = 3
local CANCELLED = "/musiccm/cancelled"

local function last_line(text)
  local last
  for line in text:gmatch("[^\r\n]+") do last = line end
  return last
end

-- Return the messages of the server by address, the files in order, and the error if there is one.
--
-- `is_missing` says that no server answered. What is no JSON, as when the program cannot run at all, is an error with the
-- last line of stderr.
function answers.read(out, err)
  local document, problem = json.decode(out)
  if type(document) ~= "table" or type(document.answers) ~= "table" then
    return { files = {}, error = last_line(err) or last_line(out) or problem or "musiccm printed nothing" }
  end
  local found = { files = {} }
  for _, answer in ipairs(document.answers) do
    found[answer.address:match("[^/]+$")] = answer
    if answer.address == "/musiccm/file" then table.insert(found.files, answer) end
    found.last = answer
  end
  local failure = document.error
  if type(failure) == "table" then
    found.error = tostring(failure.text)
    found.is_missing = failure.exit_code == NO_SERVER and found.last == nil
  end
  found.is_cancelled = found.last ~= nil and found.last.address == CANCELLED
  return found
end

return answers
