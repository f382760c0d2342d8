"""The acts of the office, one function each; commands, desk and workers call them alike."""
