"""Reading a prompt: from its words to a brief, which players it names, how they play, and what it leaves out."""
