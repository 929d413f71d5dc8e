"""The studio's questionnaires: the library, and the editor where one is built without code."""
