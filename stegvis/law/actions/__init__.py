"""The changing doors of the law room."""
