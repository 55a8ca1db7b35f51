"""What runs inside a host, and how it gets there.

A folder for each host holds its files. `table` says which of them go where, and `places` where each host looks on
macOS, Windows and Linux. `install` puts them there and takes them away again, by the `receipt` that it leaves among
them; `program` is the path by which they start musiccm. `status` looks at all of it and says what is wrong.
"""
