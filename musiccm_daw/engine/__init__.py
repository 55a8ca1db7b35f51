"""Where bars meet latents: a request in musical words goes in, a clip of exact length comes out.

`request` says what to make and is free of torch; the other files of this folder make it.
"""
