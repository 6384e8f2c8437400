# Apa yang dikatakan meja penyunting tentang kata.

finding-E01 = “{ $x }” tidak baku; gunakan “{ $y }”.
finding-E01-why = Ejaan baku (EYD V dan KBBI) membuat naskah kantor seragam dan mudah dicari.
