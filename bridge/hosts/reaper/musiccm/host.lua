-- What the scripts need of REAPER itself: the system, its folders, the open project, messages, and the path of musiccm.
-- A refusal raised here or anywhere below `host.run` ends a script with one message; other errors are bugs and pass.

local host = {}

local quoting = require "musiccm.quoting"

host.TITLE = "MusicCM"
host.EXT = "musiccm"
local PATH_FILE = "musiccm_path.lua"
local INSTALLED = "/Scripts/MusicCM/"
local FOLDER = "MusicCM" -- in the project for takes, in REAPER's resources for working files
local INSTALL_HINT = "run this in a terminal:\n\n    musiccm bridge install reaper"

-- End the script with a message to the user.
function host.refuse(text, ...)
  error({ refusal = select("#", ...) > 0 and text:format(...) or text }, 0)
end

-- Show a message and wait until it is closed.
function host.say(text)
  reaper.ShowMessageBox(text, host.TITLE, 0)
end

-- Call a function; what it refuses becomes a message.
function host.run(action, ...)
  local fine, problem = xpcall(action, function(raised)
    return type(raised) == "table" and raised or debug.traceback(tostring(raised), 2)
  end, ...)
  if fine then return end
  if type(problem) ~= "table" or not problem.refusal then error(problem, 0) end
  host.say(problem.refusal)
end

-- Go on with a function the next time that REAPER looks after scripts.
function host.defer(action)
  reaper.defer(function() host.run(action) end)
end

function host.is_windows()
  return reaper.GetOS():match("^Win") ~= nil
end

-- Return a name that nothing else has.
function host.new_id()
  return (reaper.genGuid(""):gsub("[{}]", ""))
end

-- Return the folder of the running script, with a separator at its end.
function host.script_folder()
  local _, file = reaper.get_action_context()
  return file:match("^(.*[/\\])")
end

-- Return the full path of the program, as `musiccm bridge install reaper` wrote it; ReaPack keeps scripts elsewhere.
function host.program()
  for _, folder in ipairs { host.script_folder(), reaper.GetResourcePath() .. INSTALLED } do
    if reaper.file_exists(folder .. PATH_FILE) then
      local path = dofile(folder .. PATH_FILE)
      if reaper.file_exists(path) then return path end
      host.refuse("There is no musiccm at\n%s\n\nIf it was moved or installed anew, %s", path, INSTALL_HINT)
    end
  end
  host.refuse("The scripts do not know where musiccm is; %s", INSTALL_HINT)
end

-- Return the program, the open project, and the folder that its file is in.
function host.surroundings()
  local program = host.program()
  local project, file = reaper.EnumProjects(-1)
  local folder = file:match("^(.*)[/\\]")
  if not folder then
    host.refuse("This project is not saved yet. Save it first: MusicCM puts its takes beside the project file.")
  end
  return { program = program, project = project, folder = folder }
end

-- Return the folder that a folder is in; nil for one at the top of a drive or of a computer in the network.
function host.parent(folder)
  local parent = folder:match("^(.+)[/\\][^/\\]+$")
  local is_top = parent and (parent:match("^%a:$") or parent:match("^[/\\][/\\][^/\\]*$"))
  return not is_top and parent or nil
end

-- Return the path of a file in a folder of ours below another, which is made where it is missing. Commands of Windows
-- take a slash for the beginning of an option.
function host.file_in(folder, name)
  local separator = host.is_windows() and "\\" or "/"
  local own = folder .. separator .. FOLDER
  reaper.RecursiveCreateDirectory(own, 0)
  return own .. separator .. name
end

-- Return what a user should type in a terminal to do the same.
function host.command_line(program, words)
  local quoted = {}
  local quote = host.is_windows() and quoting.windows or quoting.posix
  for at, word in ipairs { program, table.unpack(words) } do
    quoted[at] = word:match("^[%w_./:\\-]+$") and word or quote(word)
  end
  return table.concat(quoted, " ")
end

return host
