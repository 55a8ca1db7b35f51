-- JSON decoder: what `musiccm send --json` prints becomes Lua tables. Strict: anything that RFC 8259 does not allow is
-- an error with its position. It encodes nothing.

local json = {}

-- Stands for null, which a table cannot hold as nil.
json.null = setmetatable({}, { __tostring = function() return "null" end })

-- Answers of the server are three levels deep; more is no answer, and would exhaust the stack.
local DEEPEST = 64

local ESCAPES = {
  ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t",
}
local LITERALS = { ["true"] = true, ["false"] = false, null = json.null }

local value_at

local function fail(position, what)
  error({ json = ("not JSON at byte %d: %s"):format(position, what) }, 0)
end

local function after_blanks(text, position)
  return text:match("^[ \t\r\n]*()", position)
end

-- Return the code point of four hexadecimal digits, and the position behind them.
local function code_unit(text, position)
  local digits = text:match("^%x%x%x%x", position)
  if not digits then fail(position, "\\u needs four hexadecimal digits") end
  return tonumber(digits, 16), position + 4
end

-- Return the character of an escape that begins with \u, and the position behind it; pairs of surrogates are one.
local function unicode_escape(text, position)
  local code
  code, position = code_unit(text, position)
  if code >= 0xDC00 and code <= 0xDFFF then fail(position - 4, "a low surrogate without a high one") end
  if code >= 0xD800 and code <= 0xDBFF then
    if text:sub(position, position + 1) ~= "\\u" then fail(position, "a high surrogate without a low one") end
    local low
    low, position = code_unit(text, position + 2)
    if low < 0xDC00 or low > 0xDFFF then fail(position - 4, "a high surrogate without a low one") end
    code = 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)
  end
  return utf8.char(code), position
end

local function string_at(text, position)
  local parts = {}
  position = position + 1
  while true do
    local plain, stop = text:match('^([^"\\\0-\31]*)()', position)
    parts[#parts + 1] = plain
    local mark = text:sub(stop, stop)
    if mark == '"' then return table.concat(parts), stop + 1 end
    if mark ~= "\\" then fail(stop, "a text without an end, or with a control character") end
    local kind = text:sub(stop + 1, stop + 1)
    if kind == "u" then
      parts[#parts + 1], position = unicode_escape(text, stop + 2)
    elseif ESCAPES[kind] then
      parts[#parts + 1], position = ESCAPES[kind], stop + 2
    else
      fail(stop, "an unknown escape")
    end
  end
end

local function number_at(text, position)
  local stop = text:match("^%-?0()", position) or text:match("^%-?[1-9]%d*()", position)
  if not stop then fail(position, "no value") end
  stop = text:match("^%.%d+()", stop) or stop
  stop = text:match("^[eE][+-]?%d+()", stop) or stop
  return tonumber(text:sub(position, stop - 1)), stop
end

-- Read what stands between two brackets: `read(position)` takes one element and returns the position behind it.
local function elements(text, position, closing, read)
  position = after_blanks(text, position + 1)
  if text:sub(position, position) == closing then return position + 1 end
  while true do
    position = after_blanks(text, read(position))
    local mark = text:sub(position, position)
    if mark == closing then return position + 1 end
    if mark ~= "," then fail(position, ("expected , or %s"):format(closing)) end
    position = after_blanks(text, position + 1)
  end
end

local function array_at(text, position, depth)
  local array = {}
  return array, elements(text, position, "]", function(at)
    array[#array + 1], at = value_at(text, at, depth + 1)
    return at
  end)
end

local function object_at(text, position, depth)
  local object = {}
  return object, elements(text, position, "}", function(at)
    if text:sub(at, at) ~= '"' then fail(at, "a key must be a text") end
    local key
    key, at = string_at(text, at)
    at = after_blanks(text, at)
    if text:sub(at, at) ~= ":" then fail(at, "expected :") end
    object[key], at = value_at(text, after_blanks(text, at + 1), depth + 1)
    return at
  end)
end

function value_at(text, position, depth)
  if depth > DEEPEST then fail(position, "nested too deeply") end
  local mark = text:sub(position, position)
  if mark == "{" then return object_at(text, position, depth) end
  if mark == "[" then return array_at(text, position, depth) end
  if mark == '"' then return string_at(text, position) end
  local word, stop = text:match("^(%l+)()", position)
  if word and LITERALS[word] ~= nil then return LITERALS[word], stop end
  return number_at(text, position)
end

-- Return the value of a text, or nil and what is wrong with it.
function json.decode(text)
  local fine, value = pcall(function()
    local value, stop = value_at(text, after_blanks(text, 1), 0)
    stop = after_blanks(text, stop)
    if stop <= #text then fail(stop, "something follows the value") end
    return value
  end)
  if fine then return value end
  if type(value) == "table" and value.json then return nil, value.json end
  error(value, 0)
end

return json
