"""Where designers work: drafts, the media library, the outline, and freezing them to a document.

The only room that knows Wagtail. Nothing here is about a resident, and nothing is published here.
"""
