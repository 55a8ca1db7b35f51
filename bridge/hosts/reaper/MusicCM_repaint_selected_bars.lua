-- @description MusicCM: repaint the selected bars
-- @about Adds a take in which the selected bars of the clip are new, and all others as they were.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.edits").repaint)
