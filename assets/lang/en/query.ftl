# Words: query.
