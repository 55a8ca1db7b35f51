-- @description MusicCM: cancel
-- @about Cancels everything that is being made.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.actions").cancel)
