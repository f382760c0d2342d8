"""One module a subject; each lists its ADDRESSES."""
