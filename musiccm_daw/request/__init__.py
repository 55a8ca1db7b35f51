"""The request: a user's words read, completed and checked before a model is touched. Free of torch."""
