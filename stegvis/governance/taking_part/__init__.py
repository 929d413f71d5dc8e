"""Who takes part: contact persons and the council, deputies during leave, and the people of one initiative."""
