# Apa yang dikatakan meja penyunting tentang singkatan dan nama.
