"""Acts that write, two at the same moment: see ``pairs``."""
