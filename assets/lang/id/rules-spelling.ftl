# Apa yang dikatakan meja penyunting tentang ejaan.

finding-E06 = Salah ketik “{ $x }”? Mungkin: { $candidates }.
finding-E06-why = Kata ini tidak ada dalam kamus meja penyunting, sedangkan kata yang sangat mirip ada. Kalau memang benar, tambahkan ke kata kantor agar tidak ditanyakan lagi.
