"""Frozen values that every layer speaks. Imports nothing of ours and does no I/O."""
