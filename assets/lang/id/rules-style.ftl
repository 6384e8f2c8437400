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

finding-F01 = Perabot laman terbawa ke naskah: “{ $x }”.
finding-F01-why = Tombol bagikan, penghitung, dan tautan “baca juga” dibuat oleh laman, bukan bagian berita. Hapus barisnya.
finding-F02 = Tanda akhir “{ $x }” tidak perlu.
finding-F02-why = Tanda seperti *** atau -30- menutup naskah kawat. Laman sudah menunjukkan akhir berita.
finding-Y01 = Naskah belum menyebut penulis atau timnya.
finding-Y01-why = Pembaca berhak tahu siapa yang bertanggung jawab atas berita, misalnya “Humas KPU Kota Contoh”.
finding-Y02 = Nama penulis hanya inisial: “{ $x }”.
finding-Y02-why = Pembaca tidak dapat mengenali penulis dari inisial. Tulis nama lengkap atau nama tim.
finding-B01 = Kalimat { $n } kata; batas { $limit }.
finding-B01-why = Kalimat panjang sulit diikuti di layar kecil. Pecah menjadi dua atau tiga kalimat.
finding-B02 = Paragraf { $n } kata; batas { $limit }.
finding-B02-why = Paragraf panjang menjadi tembok di layar ponsel. Pecah menurut pokok bahasannya.
finding-W01 = Gambar tanpa teks alternatif yang bermakna.
finding-W01-why = Pembaca layar membacakan teks ini kepada orang yang tidak melihat gambar (WCAG 2.2, 1.1.1). Tulis apa yang tampak.
finding-W02 = Teks tautan tidak bermakna: “{ $x }”.
finding-W02-why = Teks tautan harus menjelaskan tujuannya (WCAG 2.2, 2.4.4), misalnya “unduh formulir pindah memilih (PDF)”.
finding-W03 = Nomor daftar ditulis tangan: “{ $x }”.
finding-W03-why = Tulis “1. ” di awal baris agar laman menjadikannya daftar yang dapat dikenali pembaca layar.
