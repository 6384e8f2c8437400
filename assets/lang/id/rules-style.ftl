# Apa yang dikatakan meja penyunting tentang kenetralan, keterbacaan, dan laman.
