"""The reading doors of the law room."""
