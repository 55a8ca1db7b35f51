-- A program in the background, its output read from a file once it has ended: the only way out of REAPER's Lua that
-- needs no extension and never makes the window wait. The output is written as `.part` and renamed, so that a file
-- under its final name is whole.

local process = {}

local host = require "musiccm.host"
local quoting = require "musiccm.quoting"

local DO_NOT_WAIT, NOR_SHOW = -1, -2
-- Argument and output as UTF-8, whatever locale REAPER was started in.
local UTF8 = "PYTHONUTF8"

local Process = {}
Process.__index = Process

-- Return the lines of a script for /bin/sh. A hang-up of REAPER's terminal must not end a server.
function process.posix_script(words, files)
  local arguments = {}
  for at, word in ipairs(words) do arguments[at] = quoting.posix(word) end
  local out, part, err = quoting.posix(files.out), quoting.posix(files.part), quoting.posix(files.err)
  return ("trap '' HUP\nexport %s=1\n%s >%s 2>%s </dev/null\nmv %s %s\n"):format(
    UTF8, table.concat(arguments, " "), part, err, part, out)
end

-- Return the same as one command line for Windows, where a batch file could hold neither every text nor every path.
function process.windows_line(words, files)
  local parts = { quoting.cmd_path(words[1]) }
  for at = 2, #words do parts[at] = quoting.cmd(words[at]) end
  local out, part, err = quoting.cmd_path(files.out), quoting.cmd_path(files.part), quoting.cmd_path(files.err)
  return ('cmd.exe /D /S /C "set %s=1&%s >%s 2>%s <NUL & move /Y %s %s >NUL"'):format(
    UTF8, table.concat(parts, " "), part, err, part, out)
end

-- Start a program by its full path, followed by its arguments. `name` is that of its files; nil for one of their own.
function process.start(words, name)
  local stem = host.file_in(reaper.GetResourcePath(), name or host.new_id())
  local files = { part = stem .. ".part", err = stem .. ".err", out = stem .. ".json" }
  os.remove(files.out)
  os.remove(files.part)
  local line, mode
  if host.is_windows() then
    line, mode = process.windows_line(words, files), NOR_SHOW
  else
    files.script = stem .. ".sh"
    local script, problem = io.open(files.script, "wb")
    if not script then host.refuse("Cannot write %s", problem) end
    script:write(process.posix_script(words, files))
    script:close()
    line, mode = "/bin/sh " .. quoting.exec_path(files.script), DO_NOT_WAIT
  end
  if not reaper.ExecProcess(line, mode) then host.refuse("REAPER could not start a program:\n%s", line) end
  return setmetatable({ files = files }, Process)
end

local function content(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

-- Return stdout and stderr of a program that has ended, and remove its files; nil while it runs.
function Process:poll()
  local out = content(self.files.out)
  if not out then return nil end
  local err = content(self.files.err) or ""
  for _, file in pairs(self.files) do os.remove(file) end
  return out, err
end

-- Return what a program that still runs has written to stdout.
function Process:output()
  return content(self.files.part) or ""
end

return process
