# Words: rules.
