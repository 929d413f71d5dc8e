"""People: who is the same as whom, names and employments, and who ends. Pure."""

from dataclasses import replace

from stegvis.access.importing import checking
from stegvis.access.importing.kinds import Kind, Noun, Person, PersonLine, key
from stegvis.access.importing.work import NOT_NAMED, Over, Work

SHARED = "Personen finns också hos en annan vårdgivare. Namn, titel och e-post lämnas."


def settle(work: Work) -> None:
    """Those who are the same as somebody else first."""
    lines = work.once(Noun.PERSON, work.said.people)
    merging = {key(line.id) for line in lines if line.merged_into}
    in_file = {key(line.id) for line in lines if not line.merged_into}
    for line in lines:
        if line.merged_into:
            _merge(work, line, merging, in_file)
    for line in lines:
        if not line.merged_into:
            _keep(work, line)
    for pk in work.not_named(Noun.PERSON, work.standing.people):
        row = work.standing.people[pk]
        if pk in work.people and pk not in work.same and row.told and work.has_something(pk, row):
            work.ends[pk] = Over(work.yesterday, NOT_NAMED)
            work.change(Kind.ENDED, Noun.PERSON, pk, 0, _over(work, row), NOT_NAMED)


def _merge(work: Work, line: PersonLine, merging: set[str], in_file: set[str]) -> None:
    pk, into = key(line.id), key(line.merged_into)
    known = into in work.people or into in work.standing.strangers
    old = work.people.get(pk)
    if why := checking.merge(work.standing, line, merging, known=known or into in in_file):
        work.refuse(Noun.PERSON, line, why)
    elif old is None:
        return
    elif known:
        why = line.reason or f"Samma person som {line.merged_into}"
        work.same[pk] = into
        work.ends[pk] = Over(work.yesterday, why)
        work.change(Kind.MERGED, Noun.PERSON, pk, line.row, replace(_over(work, old), closed=True), why)
    else:
        _new_id(work, line, old)


def _new_id(work: Work, line: PersonLine, old: Person) -> None:
    """Nobody has the other id: it is the same person with a new one, and keeps everything."""
    pk, into = key(line.id), key(line.merged_into)
    work.change(
        Kind.MERGED, Noun.PERSON, pk, line.row, replace(old, id=line.merged_into.strip()), line.reason or "Nytt HSA-id"
    )
    work.people[into] = work.people.pop(pk)
    work.renamed[pk] = into
    if pk in work.busy:
        work.busy.add(into)
    for number, row in list(work.commissions.items()):
        if row.person == pk:
            work.commissions[number] = replace(row, person=into)


def _keep(work: Work, line: PersonLine) -> None:
    pk = key(line.id)
    old = work.people.get(pk)
    whole = old or work.standing.strangers.get(pk)
    if why := checking.person(whole, line):
        work.refuse(Noun.PERSON, line, why)
        return
    if old is None and not work.holds(line.until):
        work.leave(Noun.PERSON, line, "Personen har slutat och finns inte här.")
        return
    new = _named(work, line, whole)
    first = work.first_day(line.starts, whole.starts if whole else None, whole.until if whole else None, line.until)
    new = replace(
        new,
        administration=line.administration or (whole.administration if whole else ""),
        starts=first,
        until=line.until,
        told=True,
    )
    if line.until is not None:
        work.ends[pk] = Over(line.until, line.reason or "Anställningen är slut")
    if old is not None and old.starts is None and not work.holds(line.until):
        # Somebody who only had commissions gets no employment by ending.
        new = replace(new, administration=old.administration, starts=None, until=None, told=old.told)
    over = old is not None and not work.holds(line.until) and work.has_something(pk, old)
    kind = Kind.ADDED if old is None else Kind.ENDED if over else Kind.CHANGED
    work.change(kind, Noun.PERSON, pk, line.row, new, line.reason)


def _named(work: Work, line: PersonLine, whole: Person | None) -> Person:
    """The person with the line's name, title and address; of somebody whom others share, as they stand."""
    if whole is None:
        return Person(line.id.strip(), line.given_name, line.family_name, line.title, line.email)
    new = replace(
        whole,
        given_name=line.given_name or whole.given_name,
        family_name=line.family_name or whole.family_name,
        title=line.title or whole.title,
        email=line.email or whole.email,
    )
    if whole.shared and new != whole:
        work.leave(Noun.PERSON, line, SHARED)
        return whole
    return new


def _over(work: Work, row: Person) -> Person:
    """With an employment that is over. Somebody who only had commissions gets none by ending."""
    if row.starts is None or not work.holds(row.until):
        return row
    return replace(row, starts=min(row.starts, work.yesterday), until=work.yesterday)
