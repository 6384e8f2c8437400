# Apa yang dikatakan meja penyunting tentang kata.

finding-E01 = “{ $x }” tidak baku; gunakan “{ $y }”.
finding-E01-why = Ejaan baku (EYD V dan KBBI) membuat naskah kantor seragam dan mudah dicari.
finding-E02 = Kata depan ditulis terpisah, awalan ditulis serangkai: “{ $y }”, bukan “{ $x }”.
finding-E02-why = Menurut EYD V, “di” dan “ke” sebagai kata depan ditulis terpisah dari kata yang mengikutinya, sedangkan awalan “di-” ditulis serangkai.
finding-E03 = Tulis “{ $y }”, bukan “{ $x }”.
finding-E03-why = Menurut EYD V, partikel “pun” ditulis terpisah, kecuali pada dua belas kata seperti “walaupun”, “meskipun”, “adapun”, dan “ataupun”.
finding-E04 = Gunakan tanda hubung: “{ $y }”.
finding-E04-why = Menurut EYD V, tanda hubung merangkai “se-” dengan huruf kapital, “ke-” dengan angka, dan angka dengan “-an”.
finding-E05 = Bentuk terikat ditulis serangkai: “{ $y }”, bukan “{ $x }”.
finding-E05-why = Menurut EYD V, bentuk seperti “antar-”, “pasca-”, “non-”, dan “sub-” dirangkai dengan kata di belakangnya, dan memakai tanda hubung di depan huruf kapital.
finding-E08 = “{ $x }” ada padanannya: “{ $y }”.
finding-E08-why = Bahasa resmi lembaga negara ialah bahasa Indonesia (UU 24/2009, Perpres 63/2019). Bila kata asing tetap diperlukan, tulis dalam kurung atau huruf miring.
finding-E09 = Kalimat diawali kata penghubung “{ $x }” tanpa induk kalimat.
finding-E09-why = Kata penghubung ini menyambung anak kalimat. Gabungkan dengan kalimat sebelumnya, atau ganti dengan penghubung antarkalimat seperti “namun” atau “karena itu”.
finding-E10 = “{ $x }” cukup ditulis “{ $y }”.
finding-E10-why = Ungkapan berlebih atau kata depan yang tidak tepat memperpanjang kalimat tanpa menambah isi.
finding-M01 = Tampak seperti hasil terjemahan mesin: “{ $x }”. Maksudnya “{ $y }”?
finding-M01-why = Penerjemah mesin mengira kata pemilu sebagai kata lain yang mirip. Pembaca akan menangkap arti yang keliru; periksa juga kalimat di sekitarnya.
