# Apa yang dikatakan meja penyunting tentang kata.

finding-E01 = “{ $x }” tidak baku; gunakan “{ $y }”.
finding-E01-why = Ejaan baku (EYD V dan KBBI) membuat naskah kantor seragam dan mudah dicari.
finding-E02 = Kata depan ditulis terpisah, awalan ditulis serangkai: “{ $y }”, bukan “{ $x }”.
finding-E02-why = Menurut EYD V, “di” dan “ke” sebagai kata depan ditulis terpisah dari kata yang mengikutinya, sedangkan awalan “di-” ditulis serangkai.
finding-E03 = Tulis “{ $y }”, bukan “{ $x }”.
finding-E03-why = Menurut EYD V, partikel “pun” ditulis terpisah, kecuali pada dua belas kata seperti “walaupun”, “meskipun”, “adapun”, dan “ataupun”.
finding-E04 = Gunakan tanda hubung: “{ $y }”.
finding-E04-why = Menurut EYD V, tanda hubung merangkai “se-” dengan huruf kapital, “ke-” dengan angka, dan angka dengan “-an”.
