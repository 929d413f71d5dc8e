"""Frozen documents, versions, candidates, distribution, and the rendering of steps.

Knows programs and organisations; knows nothing of residents or of the editor.
"""
