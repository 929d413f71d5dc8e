"""The designers' pages outside the editor: their programs, what is missing, and handing over."""
