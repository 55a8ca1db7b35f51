"""What an import learns of a foreign file: its captions and facts, its bars and harmony, and what is wrong with it."""
