"""The pages of a walk, for whoever walks: with a unit behind it (`web.resident`) or alone (`web.open`).

Nothing here knows of care or messages. What there is to say of those who read stands behind `company.Company`, which
each of the two brings along; `pages.addresses` makes the same pages below both.
"""
