"""The commands by topic: parse, call office/, print, exit code."""
