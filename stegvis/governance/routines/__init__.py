"""The routine of a program, written beside it by those who make it. Its text lies in the catalogue, for both wings."""
