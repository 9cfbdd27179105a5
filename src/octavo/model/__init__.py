"""The nouns of a newspaper: frozen values and one tree of errors. They know no database, no network and no clock."""
