"""What runs inside REAPER: an action for each way to ask for music, in REAPER's own Lua and without an extension.

```
 MusicCM_*.lua ──▶ actions, edits ──▶ dialog        what is typed
                        │
                        ├─▶ bars, midi_item, items  the selection: bars, notes, a clip
                        │
                        └─▶ runner ──▶ job ──▶ process, answers, json ──▶ musiccm send ──OSC──▶ musiccm serve
                               │        └──▶ quoting
                               └─▶ progress, and items: the result, as one undo step
```

`musiccm bridge install reaper` copies the scripts, their modules, the pattern file and the icons. `icons` draws the
icons and `reapack` writes the index of a ReaPack repository; neither is needed by the scripts.
"""
