"""How dates and times are written in each language. Django finds the folders by the setting FORMAT_MODULE_PATH."""
