-- @description MusicCM: generate into the selection
-- @about Asks for a prompt, and puts a clip onto the selected track at the selected bars.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.actions").generate)
