"""Batches: the takes of presets made one after the other or side by side, each written as it finishes.

`plan` names the takes and their folders, new or as an earlier run had them (`record`, `whole_takes`), `estimates` says
what they will cost, `render` has the missing ones made and moves each into its place. Who makes them is handed in:
`one_by_one` in this process, `workers` in processes of their own, `cluster` on other machines. Free of torch.
"""
