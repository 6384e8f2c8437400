# Words: demo.
