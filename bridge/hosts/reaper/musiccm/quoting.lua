-- Arguments and paths as the shell of each system reads them, so that a prompt arrives as it was typed whatever it
-- contains. Pure functions; `process.lua` puts command lines together with them.
--
-- Sources: POSIX.1-2017, Shell Command Language, 2.2; Microsoft, "Parsing C command-line arguments" and `cmd /?`.

local quoting = {}

-- Return an argument for /bin/sh, in which nothing between single quotes is special.
function quoting.posix(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- Return an argument as CreateProcess hands it over: backslashes count only before a quote.
function quoting.windows(text)
  local escaped = text:gsub('(\\*)"', '%1%1\\"'):gsub("(\\+)$", "%1%1")
  return '"' .. escaped .. '"'
end

-- Return an argument of a program in a line for `cmd.exe /C`. A caret takes the meaning from what follows, from quotes
-- too: so cmd.exe sees no quoted part, inside which %NAME% would be replaced and nothing could prevent it.
function quoting.cmd(text)
  return (quoting.windows(text):gsub('[()%%!^"<>&|]', "^%0"))
end

-- Return a path in a line for `cmd.exe /C`, as a program or behind > and <. A path contains no quotes there.
function quoting.cmd_path(path)
  return '"' .. path .. '"'
end

-- Return a path inside double quotes, which REAPER's ExecProcess reads on macOS and Linux.
function quoting.exec_path(path)
  return '"' .. path:gsub('[\\"$`]', "\\%0") .. '"'
end

-- Return a text in one line and without control characters, since no command line can carry others everywhere.
function quoting.one_line(text)
  return (text:gsub("%c+", " "):gsub("^ +", ""):gsub(" +$", ""))
end

return quoting
