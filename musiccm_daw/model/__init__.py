"""The paper: tensors, windows and conditions. Nothing here knows what a bar or a tempo is.

Shape letters, with one meaning in the docstrings of the whole project:
B batch · G texts of one clip · L text tokens · E embedding width · C latent channels · W latent columns ·
F features of a column · K windows · P tokens of a network (patches of its input) · D width of a network's layer ·
M mel rows · T mel frames · S samples · A audio channels · n items without a letter of their own, such as a slice.
Other axes are spelled out, as in (K, window) and (T, bins). A letter with an index, as in L_adv, is the paper's.
"""
