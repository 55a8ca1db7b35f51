"""Tunes: their rhythms, forms, contours and phrases, and who of a band plays them."""
