"""The contact sheet: one web page on which a batch of takes is looked at and listened to.

`sheet.py` writes the page and is what others call. It describes each take as a `Card` (`cards.py`) with small pictures
of its audio (`overview.py`, drawn by `pictures.py`) and of its notes (`piano_roll.py`). `page.html` lays the cards out,
and `page.css` and `theme.js` dress them. `decks.js` keeps the players of a take together, `playing.js` plays one take
at a time, and `page.js` searches, sorts and answers keys. The page is one file and asks the network for nothing.
"""
