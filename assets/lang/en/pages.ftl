# Words: pages.
