"""The Max for Live device for Ableton Live.

`patch` describes its boxes, their places and the lines between them; `js/` is what it does, in the ES5 of Max's `js`
object; `device` builds from both the two files that Live loads. Nothing of it runs in Python at the musician's.
"""
