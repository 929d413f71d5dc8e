"""`python -m stegvis.demo.draw [pictures film sound paper]`: make the demo's media again."""

import sys
from importlib import import_module

KINDS = ("pictures", "paper", "sound", "film")

for kind in sys.argv[1:] or KINDS:
    if kind not in KINDS:
        sys.exit(f"Choose among: {', '.join(KINDS)}")
    made = import_module(f"stegvis.demo.draw.{kind}").make()
    sys.stdout.write(f"{made}\n")
