"""The matrix: every route crossed with everyone, with what the tables say they may expect."""
