# Apa yang dikatakan meja penyunting tentang judul dan teras.
