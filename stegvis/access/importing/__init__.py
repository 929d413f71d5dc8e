"""The directory's file against what stands here (docs/directory.md).

`reading` makes lines of a file, `planning` compares and says what is to change (pure), `telling` puts it in words,
`standing` reads what stands here, and `carrying_out` does it.
"""
