-- @description MusicCM: continue the item
-- @about Adds new bars behind the selected item, which go on from its clip.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.edits").continue)
