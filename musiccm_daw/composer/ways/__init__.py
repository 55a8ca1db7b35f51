"""Ways of playing that a prompt asks for: by pitched players, by drummers, fuller, higher or shorter than written."""
