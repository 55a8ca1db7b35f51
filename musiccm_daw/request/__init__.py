"""The request: what a user asks for, read, completed and checked before a model is loaded. Free of torch."""
