"""How fast one visitor may ask: the arithmetic, who it is, what is kept, and the page that says wait."""
