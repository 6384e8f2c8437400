# Apa yang dikatakan meja penyunting tentang naskah.

# Nama bulan dan hari, dipilih dengan kunci dari aturan.
rule-month = { $month ->
    [jan] Januari
    [feb] Februari
    [mar] Maret
    [apr] April
    [may] Mei
    [jun] Juni
    [jul] Juli
    [aug] Agustus
    [sep] September
    [oct] Oktober
    [nov] November
   *[dec] Desember
}
rule-day-right = { $right ->
    [mon] Senin
    [tue] Selasa
    [wed] Rabu
    [thu] Kamis
    [fri] Jumat
    [sat] Sabtu
   *[sun] Minggu
}
rule-day-written = { $written ->
    [mon] Senin
    [tue] Selasa
    [wed] Rabu
    [thu] Kamis
    [fri] Jumat
    [sat] Sabtu
   *[sun] Minggu
}

finding-T01 = { $day } { rule-month } { $year } jatuh pada hari { rule-day-right }, bukan { rule-day-written }.
finding-T01-why = Hari dan tanggal yang tidak cocok membuat pembaca datang pada hari yang salah. Salah satunya keliru; pilih yang dimaksud.
finding-T02 = Tanggal “{ $date }” tidak ada dalam kalender.
finding-T02-why = Tanggal ini tidak pernah ada, jadi pembaca tidak dapat mengetahui kapan peristiwanya.
finding-S10 = Ada karakter terlarang atau tak terlihat: { $characters }.
finding-S10-why = Karakter seperti ini tidak tampak, dapat membalik urutan bacaan, memecah pencarian, atau mengganggu layar dan laman.
finding-S12 = { $script ->
    [cyrillic] Huruf Kiril yang mirip huruf Latin: { $characters }.
    [greek] Huruf Yunani yang mirip huruf Latin: { $characters }.
    [wide] Huruf atau angka lebar penuh: { $characters }.
    [styled] Huruf bergaya atau bersambung, bukan huruf biasa: { $characters }.
   *[figures] Angka dari aksara lain: { $characters }.
}
finding-S12-why = Tampak sama padahal bukan: kata ini tidak ditemukan oleh pencarian, tersendat pada pembaca layar, dan nama dapat dipalsukan dengan cara ini.
finding-S01 = Spasi ganda.
finding-S01-why = Antara dua kata cukup satu spasi. Spasi berlebih biasanya terbawa saat menyalin dari laman.
finding-D01 = Isi diawali titimangsa “{ $dateline }”, padahal tempat dan tanggal sudah terisi.
finding-D01-why = Titimangsa dibuat dari tempat dan tanggal naskah. Yang tertulis di isi akan menggantikannya dan dapat berbeda.
finding-I01 = Isian “{ $text }” belum diisi.
finding-I01-why = Formulir menyediakan tempat ini untuk diisi penulis. Isi, atau hapus bila tidak diperlukan.
finding-T03 = Teras belum memakai titimangsa (Kota, tanggal —).
finding-T03-why = Pembaca harus tahu dari mana dan kapan berita ditulis. Isi tempat dan tanggal naskah; titimangsa dibuat dari keduanya.
finding-T04 = { $known ->
    [yes] Titimangsa “{ $x }” bukan kota kantor ini ({ $city }).
   *[no] Titimangsa “{ $x }” bukan kota kantor ini.
}
finding-T04-why = Titimangsa menyebut kota, bukan nama kantor, dan ditulis seperti nama kota. Kota lain boleh bila naskah memang dibuat di sana: abaikan dengan alasan.
finding-T05 = Titimangsa { $a } berbeda dari tanggal naskah { $b }.
finding-T05-why = Laman menampilkan tanggal naskah di samping titimangsa. Dua tanggal yang berbeda membuat pembaca ragu.
finding-T06 = Gunakan tanda pisah (—) pada titimangsa.
finding-T06-why = Tanda pisah memisahkan titimangsa dari teras; tanda hubung menyambung kata (EYD V).
finding-T07 = { $kind ->
    [reversed] Rentang tanggal terbalik.
   *[hyphen] Rentang tanggal memakai tanda pisah (–) atau “sampai”, bukan tanda hubung.
}
finding-T07-why = EYD V: tanda pisah tanpa spasi di antara dua tanggal berarti “sampai dengan”, dari yang awal ke yang akhir.
finding-T08 = Naskah menyebut { $month }; { $date } di luar { $month } tahun { $year }.
finding-T08-why = Tanggal dan bulan Hijriah tidak cocok: salah satunya keliru, atau kalimat lama tertinggal dari berita lain.
finding-T09 = Tahun “{ $x }” tersirat dan tidak dapat dipastikan.
finding-T09-why = Naskah belum bertanggal, jadi pembaca arsip tidak tahu tahun yang dimaksud.
finding-T10 = Tanggal ditulis tanpa angka nol di depan.
finding-T10-why = Nol di depan hanya untuk formulir dan angka penuh seperti 07/02/2024.
finding-T11 = “{ $word }” perlu tanggal lengkap dalam kalimat yang sama.
finding-T11-why = Laman dibaca pada hari lain. Tulis harinya: hari ini, Selasa (29/7/2025).

finding-X01 = Teras menyebut { $a }; tanggal peristiwa naskah { $b }.
finding-X01-why = Daftar agenda dan arsip memakai tanggal peristiwa. Bila teras menyebut hari lain, salah satunya keliru.
finding-X02 = Peristiwa { $event } diceritakan sudah terjadi, padahal naskah bertanggal { $date }.
finding-X02-why = Pembaca hari itu tahu bahwa peristiwanya belum terjadi. Periksa tanggal peristiwa, tanggal naskah, atau kata kerjanya.
finding-X03 = { $kind ->
    [number] Angka { $x } berbeda dari { $y } dalam naskah { $other } tentang peristiwa yang sama.
    [date] Tanggal “{ $x }” tertulis { $y } dalam naskah { $other } tentang peristiwa yang sama.
    [role] “{ $x }” tertulis “{ $y }” dalam naskah { $other } tentang peristiwa yang sama.
   *[name] Nama “{ $x }” tertulis “{ $y }” dalam naskah { $other } tentang peristiwa yang sama.
}
finding-X03-why = Dua berita kantor yang sama tentang satu peristiwa tidak boleh berselisih; pembaca mengutip keduanya.
