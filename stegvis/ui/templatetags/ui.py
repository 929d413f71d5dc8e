"""`{% load ui %}`: all tags of the design system in one library."""

from django import template

from stegvis.ui.tags import actions, data, forms, surfaces

register = template.Library()
for _room in (actions, data, forms, surfaces):
    register.tags.update(_room.register.tags)
