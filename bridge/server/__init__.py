"""The OSC server: requests become jobs, jobs become takes, and clients learn how each one ended."""
