"""The demo region: made-up programs, people and media, and the code that lays them out."""
