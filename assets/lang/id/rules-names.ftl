# Apa yang dikatakan meja penyunting tentang singkatan dan nama.

finding-A01 = “{ $x }” belum dipanjangkan{ $full ->
    [none] : tulis kepanjangannya pada penyebutan pertama.
   *[other] : { $full } ({ $x }).
}
finding-A01-why = Pembaca di luar kantor belum tentu mengenal singkatan. Pada penyebutan pertama tulislah kepanjangannya, lalu singkatannya dalam kurung.

finding-A02 = Penulisan “{ $a }” dan “{ $b }” tidak seragam.
finding-A02-why = Satu singkatan ditulis dengan satu cara di seluruh naskah, supaya pembaca tidak menyangka keduanya berbeda.

finding-A03 = “{ $full }” ditulis penuh, tetapi “({ $x })” tidak diperkenalkan.
finding-A03-why = Singkatan yang dipakai kemudian perlu diperkenalkan dalam kurung sesudah kepanjangannya yang pertama.

finding-A04 = Kepanjangan “{ $x }” berbeda dari glosarium: { $g }.
finding-A04-why = Nama lembaga, tahapan, dan aplikasi pemilu sudah tetap dalam peraturan. Kepanjangan yang keliru dikutip ulang oleh media.

finding-N01 = Dua ejaan mirip: “{ $a }” dan “{ $b }”.
finding-N01-why = Nama yang sama tampak ditulis dengan dua ejaan. Periksa mana yang benar; salah menulis nama termasuk kesalahan yang wajib diralat (Kode Etik Jurnalistik).

finding-N02 = “{ $x }”; dalam daftar nama kantor tertulis “{ $y }”.
finding-N02-why = Ejaan nama diambil dari daftar nama kantor. Salah menulis nama termasuk kesalahan yang wajib diralat (Kode Etik Jurnalistik).

finding-N03 = “{ $x }” belum diperkenalkan dengan nama lengkap dan jabatan.
finding-N03-why = Pembaca perlu tahu siapa yang berbicara. Narasumber disebut dengan nama lengkap dan jabatan sebelum nama pendeknya dipakai.

finding-N04 = “{ $x }” disebut pertama kali tanpa jabatan.
finding-N04-why = Pada penyebutan pertama, jabatan menerangkan mengapa orang itu disebut.

finding-N05 = Jabatan “{ $x }” tidak cocok dengan daftar nama kantor pada { $date }.
finding-N05-why = Daftar nama kantor mencatat jabatan dan masa jabatan tiap orang. Periksa apakah jabatan ini benar pada tanggal naskah.

finding-N06 = Penulisan gelar: “{ $y }”.
finding-N06-why = Menurut EYD V, singkatan gelar dan sapaan diikuti titik, dan gelar di belakang nama dipisahkan koma.
