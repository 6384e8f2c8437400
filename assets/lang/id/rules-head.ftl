# Apa yang dikatakan meja penyunting tentang judul dan teras.

finding-J01 = { $kind ->
    [characters] Judul { $n } huruf; batas { $limit }.
   *[words] Judul { $n } kata; lebih dari { $limit } sulit dibaca sekilas.
}
finding-J01-why = Mesin pencari, kartu media sosial, dan daftar berita memotong judul yang panjang. Batasnya diatur kantor.
finding-J02 = Huruf kapital judul tidak seragam: { $words }.
finding-J02-why = Judul ini memakai kapital di awal setiap kata; kata depan dan kata hubung tetap kecil (EYD V).
finding-J03 = Judul tidak diakhiri titik.
finding-J03-why = Judul bukan kalimat berita; titik di akhirnya tidak dipakai (EYD V).
finding-J04 = Judul tertulis dua kali.
finding-J04-why = Laman sudah menampilkan judul di atas isi. Baris ini terbawa saat menyalin.
finding-J05 = Angka { $n } di judul tidak ada di isi.
finding-J05-why = Pembaca mengingat angka judul. Bila isi menyebut angka lain, salah satunya keliru.
finding-J06 = Judul seluruhnya huruf besar.
finding-J06-why = Huruf besar semua sulit dibaca dan menghilangkan beda antara nama, singkatan, dan kata biasa.
finding-J08 = Nama “{ $a }” di judul tertulis “{ $b }” di isi.
finding-J08-why = Dua ejaan untuk satu nama: pencarian hanya menemukan salah satunya, dan orangnya tersinggung.
finding-L01 = Teras belum menjawab KAPAN.
finding-L01-why = Teras menjawab apa, siapa, kapan, dan di mana dalam dua kalimat pertama.
finding-L02 = Teras belum menjawab DI MANA.
finding-L02-why = Teras menjawab apa, siapa, kapan, dan di mana dalam dua kalimat pertama.
finding-L03 = Kalimat teras { $n } kata; batas { $limit }.
finding-L03-why = Kalimat pertama yang panjang tidak terbaca sampai selesai. Pecah menjadi dua.
finding-L04 = Teras belum menjawab SIAPA.
finding-L04-why = Kalimat pasif tanpa pelaku menyembunyikan siapa yang berbuat. Mulailah dengan pelakunya.
finding-L05 = Teras belum menjawab APA.
finding-L05-why = Dua kalimat pertama belum mengatakan apa yang terjadi.
