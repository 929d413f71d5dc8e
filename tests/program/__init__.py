"""The pure room of the program."""
