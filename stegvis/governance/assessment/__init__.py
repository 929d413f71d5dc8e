"""The assessment of a nomination by the region's team and the coordination council."""
