"""The command line `musiccm`: one file per command, and the only place of the project that prints.

Commands turn options into calls of the library and results into text. They decide nothing musical. Nothing
here imports torch at the top: `musiccm --help` answers before torch would have loaded.
"""
