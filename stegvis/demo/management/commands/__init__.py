"""The demo room's command."""
