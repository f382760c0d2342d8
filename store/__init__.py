"""The database and the only SQL: records in, records out."""
