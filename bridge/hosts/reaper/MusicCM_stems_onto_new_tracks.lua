-- @description MusicCM: stems onto new tracks
-- @about Asks for a prompt, and puts each part on a track of its own at the selected bars.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.actions").stems)
