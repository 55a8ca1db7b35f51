"""The words of music: every phrase that a prompt may hold, however it is spelt, and what each may mean."""
