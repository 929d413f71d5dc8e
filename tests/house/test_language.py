"""Every Swedish text has an English one, with the same blanks to fill in (`make messages` lists what is missing)."""

import re

from tools.messages import gather, sources, stored, untranslated

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def _keys(catalogue):
    return {(row.context, row.id) for row in catalogue if row.id}


def test_the_catalogue_holds_exactly_the_texts_in_use():
    used, held = _keys(gather(sources())), _keys(stored())
    assert not used - held, "new texts: run `make messages`"
    assert not held - used, "texts no longer used: run `make messages`"


def test_every_text_is_translated():
    missing = [row.id for row in untranslated(stored())]
    assert not missing, f"{len(missing)} without English, the first: {missing[:5]}"


def test_a_translation_has_the_blanks_of_its_text():
    wrong = []
    for row in stored():
        texts = row.id if isinstance(row.id, tuple) else (row.id,)
        strings = row.string if isinstance(row.string, tuple) else (row.string,)
        if not all(texts) or not all(strings):
            continue
        # A singular may leave the number out ("one message"), so the plural decides.
        if set(BLANK.findall(texts[-1])) != set(BLANK.findall(strings[-1])):
            wrong.append(row.id)
    assert not wrong
