# Apa yang dikatakan meja penyunting tentang angka, fakta, dan data pribadi.
