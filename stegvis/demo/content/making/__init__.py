"""How the region's programs are made and used: routines, working groups, meetings and plans. Written for the demo."""
