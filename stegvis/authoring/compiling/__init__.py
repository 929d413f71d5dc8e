"""From drafts to one typed document with stable ids. Reads only: nothing is kept or copied here.

drafts.py reads pages to plain values · shelf.py finds library files and questionnaires · words.py gathers
texts · steps.py and whole.py build the tree.
"""

from stegvis.authoring.compiling.drafts import ModuleDraft, ProgramDraft, drafts_of, module_draft, program_draft
from stegvis.authoring.compiling.whole import compile_drafts

__all__ = ["ModuleDraft", "ProgramDraft", "compile_drafts", "drafts_of", "module_draft", "program_draft"]
