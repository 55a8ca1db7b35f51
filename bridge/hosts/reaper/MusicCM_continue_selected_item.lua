-- @description MusicCM: continue the item
-- @version 0.1.0
-- @author MusicCM-DAW
-- @about Adds new bars behind the selected item, which go on from its clip.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.edits").continue)
