"""What differs between two texts, word by word, so that a sentence stays readable.

`passages` takes rich text apart, `comparing` sets two texts beside each other. How it is drawn is decided above.
"""

from stegvis.program.wording.comparing import Bit, Compared, Kept, compare, compare_plain
from stegvis.program.wording.passages import Passage, Word, passages, plain_passages

__all__ = ["Bit", "Compared", "Kept", "Passage", "Word", "compare", "compare_plain", "passages", "plain_passages"]
