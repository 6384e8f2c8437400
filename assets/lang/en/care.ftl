# Words: care.
