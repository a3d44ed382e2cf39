"""The documents that a person may hold: a folder for each kind, with its code and its texts."""
