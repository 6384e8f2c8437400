# Apa yang dikatakan meja penyunting tentang kenetralan, keterbacaan, dan laman.

finding-K01 = Tidak netral: “{ $x }”.
finding-K01-why = Penyelenggara pemilu wajib netral dan tidak memihak peserta (Peraturan DKPP 2/2017 Pasal 8). Tulis fakta: nomor urut, nama, dan angka.
finding-K02 = “{ $x }”: sapaan hormat atau pujian tidak perlu dalam berita.
finding-K02-why = Berita menyebut nama dan jabatan, lalu “ia”. Kata seperti “spektakuler” atau “sukses besar” adalah pendapat; angka lebih meyakinkan.
finding-K03 = “{ $x }” merendahkan; gunakan “{ $y }”.
finding-K03-why = Gunakan istilah yang dipakai undang-undang dan kelompok itu sendiri (UU 8/2016 tentang Penyandang Disabilitas, Keppres 12/2014 tentang Tionghoa, Kode Etik Jurnalistik Pasal 8).
finding-K04 = { $kind ->
    [gap] Daftar peserta tidak lengkap: “{ $x }”.
   *[order] Peserta tidak disebut menurut nomor urut: “{ $x }”.
}
finding-K04-why = Peserta pemilu disebut lengkap dan menurut nomor urut, supaya kantor tidak tampak mengutamakan salah satunya.
