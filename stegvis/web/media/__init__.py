"""Frozen pictures, films, sounds and documents over HTTP. Who may have which is asked of the rooms below."""
