-- @description MusicCM: new variation of the selected item
-- @about Adds a take that resembles the clip in the selected item.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.edits").variation)
