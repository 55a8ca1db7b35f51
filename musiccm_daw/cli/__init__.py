"""The command line `musiccm`: one file per command, and the only part of the project that prints.

Commands turn options into calls of the library, and results into text. They make no musical decisions. Nothing here
imports torch at the top, so that `musiccm --help` answers at once.
"""
