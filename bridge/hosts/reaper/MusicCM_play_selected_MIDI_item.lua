-- @description MusicCM: play the selected MIDI item with a prompt
-- @about The notes of the item are played with the sound of a prompt, on a track below it.

local folder = select(2, reaper.get_action_context()):match("^(.*[/\\])")
package.path = folder .. "?.lua;" .. package.path
require("musiccm.host").run(require("musiccm.actions").play_midi)
