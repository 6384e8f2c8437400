# Menu, palette, help.
