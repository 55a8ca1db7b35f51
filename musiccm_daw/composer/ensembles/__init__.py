"""Ensembles: who their members are, and what horns, orchestras, inner voices and lines of strings play."""
