# Apa yang dikatakan meja penyunting tentang spasi, tanda baca, dan kutipan.

finding-S02 = Ada spasi di akhir baris; hapus.
finding-S02-why = Spasi yang tidak terlihat ikut terbawa dari laman yang disalin dan mengganggu tata letak serta perbandingan naskah.
finding-S03 = Hapus spasi sebelum “{ $x }”.
finding-S03-why = Menurut EYD V, tanda baca ditulis rapat dengan kata yang mendahuluinya.
finding-S04 = Beri spasi sesudah “{ $x }”.
finding-S04-why = Menurut EYD V, tanda baca diikuti spasi; tanpa spasi dua kata terbaca dan dicari sebagai satu.
finding-S05 = Tanda baca “{ $x }” bertumpuk; pilih satu.
finding-S05-why = Dua tanda baca di satu tempat biasanya sisa suntingan, dan pembaca tidak tahu apakah kalimat berakhir.
finding-S06 = Tulis garis miring tanpa spasi.
finding-S06-why = Menurut EYD V, garis miring di antara dua kata ditulis rapat: Kabupaten/Kota, dan/atau.
finding-S07 = Paragraf tidak diakhiri tanda baca.
finding-S07-why = Paragraf tanpa tanda akhir tampak terpotong; periksa apakah masih ada kata yang hilang.
finding-S08 = Kata “{ $x }” tertulis dua kali.
finding-S08-why = Kata yang sama dua kali berturut-turut biasanya sisa suntingan; kata ulang memakai tanda hubung.
finding-S09 = “{ $x }” berulang dalam satu klausa.
finding-S09-why = Kata hubung yang sama dua kali dalam satu klausa membuat kalimat sulit diikuti; satu sudah cukup.
finding-S11 = Tulis kata ulang dengan tanda hubung tanpa spasi: “{ $x }”.
finding-S11-why = Menurut EYD V, unsur kata ulang dirangkai dengan tanda hubung tanpa spasi.

finding-Q01 = Tanda petik lurus dan lengkung bercampur.
finding-Q01-why = Satu naskah memakai satu jenis tanda petik; campuran biasanya tersisa dari teks yang ditempel.
finding-Q02 = Tanda petik “{ $x }” tidak berpasangan.
finding-Q02-why = Tanpa pasangannya, pembaca tidak tahu di mana ucapan narasumber mulai atau berakhir.
finding-Q03 = Tulis koma sebelum petik penutup.
finding-Q03-why = Menurut EYD V, tanda koma yang memisahkan petikan dari pengiringnya ditulis sebelum tanda petik penutup.
finding-Q04 = Tulis koma sebelum petik penutup, lalu nama yang berbicara.
finding-Q04-why = Menurut EYD V, tanda koma memisahkan petikan langsung dari bagian kalimat yang mengiringinya.
finding-Q05 = Kutipan tanpa narasumber; tulis siapa yang berkata.
finding-Q05-why = Pembaca berhak tahu siapa yang berbicara; kutipan tanpa narasumber tidak dapat diperiksa.
finding-Q06 = Narasumber tidak bernama: “{ $x }”.
finding-Q06-why = Lembaga publik menyebut nama dan jabatan orang yang berbicara atas namanya; sumber tanpa nama hanya untuk keadaan khusus.
finding-Q07 = Verba kutipan tanpa kutipan.
finding-Q07-why = Bentuk “…, tutup Ani” mengiringi petikan langsung; untuk kalimat tidak langsung tulis “Ani mengatakan bahwa …”.
finding-Q08 = Awali kutipan dengan huruf kapital.
finding-Q08-why = Menurut EYD V, huruf pertama petikan langsung ditulis dengan huruf kapital.
