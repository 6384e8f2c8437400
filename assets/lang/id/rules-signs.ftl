# Apa yang dikatakan meja penyunting tentang spasi, tanda baca, dan kutipan.
