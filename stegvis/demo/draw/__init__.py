"""Scripts that make the demo's pictures, film, sound and paper from nothing but code.

Run `python -m stegvis.demo.draw` (all) or `python -m stegvis.demo.draw pictures film sound paper`.
What they need beside the project's own dependencies: Pillow, PyAV, playwright with Chromium, typst,
the program espeak-ng with its Swedish voice, and the typeface Lato (Debian: espeak-ng, fonts-lato).
The results are committed under stegvis/demo/media; nothing here runs when the service runs.
"""
