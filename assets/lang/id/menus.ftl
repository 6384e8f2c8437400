# Menu, palet, bantuan.
