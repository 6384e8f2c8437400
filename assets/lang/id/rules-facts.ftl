# Apa yang dikatakan meja penyunting tentang angka, fakta, dan data pribadi.

finding-P01 = Data pribadi: nomor kependudukan { $masked }. Hapus atau samarkan.
finding-P01-why = NIK dan nomor KK memuat tempat serta tanggal lahir dan dapat disalahgunakan; UU 27/2022 melarang mengungkap data pribadi milik orang lain tanpa hak.
finding-P02 = Data pribadi: nomor telepon { $masked }. Hapus, samarkan, atau daftarkan sebagai kontak kantor.
finding-P02-why = UU 27/2022 melindungi nomor telepon perseorangan; nomor kantor dapat dicatat dalam pengaturan agar boleh tampil.
finding-P03 = Surel pribadi { $masked }. Pakai alamat kantor atau samarkan.
finding-P03-why = Alamat surel perseorangan adalah data pribadi menurut UU 27/2022 dan mengundang surat sampah.
finding-P04 = NIP { $masked } memuat tanggal lahir. Tulis nama dan jabatan saja.
finding-P04-why = Delapan angka pertama NIP adalah tanggal lahir pemiliknya; pembaca tidak membutuhkannya (UU 27/2022).
finding-P05 = Data pribadi: NPWP { $masked }. Hapus atau samarkan.
finding-P05-why = Nomor pajak seseorang adalah data keuangan pribadi yang bersifat spesifik menurut UU 27/2022.
finding-P06 = Data pribadi: nomor rekening { $masked }. Hapus atau samarkan.
finding-P06-why = Nomor rekening adalah data keuangan pribadi yang bersifat spesifik menurut UU 27/2022 dan dipakai untuk penipuan.
finding-P07 = Data kelahiran seseorang ({ $masked }). Tulis usia saja.
finding-P07-why = Tempat dan tanggal lahir bersama nama cukup untuk mengenali seseorang (UU 27/2022); usia sudah memberi tahu pembaca.
finding-P08 = Alamat rumah ({ $masked }). Tulis desa atau kecamatan saja.
finding-P08-why = Alamat rumah adalah data pribadi; orang yang disebut dalam berita dapat didatangi atau diganggu (UU 27/2022).
finding-P09 = Nomor kendaraan { $masked }; samarkan jika bukan kendaraan dinas.
finding-P09-why = Dari nomor kendaraan orang dapat mengetahui pemiliknya.
finding-P10 = Nama lengkap anak, korban, atau orang sakit ({ $masked }). Pakai inisial.
finding-P10-why = Pedoman Pemberitaan Ramah Anak dan UU 27/2022 melindungi anak, korban, dan data kesehatan; cukup inisial tanpa alamat dan sekolah.
finding-P11 = Data pribadi: nomor paspor { $masked }. Hapus atau samarkan.
finding-P11-why = Nomor paspor mengenali satu orang dan dapat disalahgunakan (UU 27/2022).

finding-R01 = Tulis “Rp” tanpa titik dan tanpa spasi.
finding-R01-why = Menurut EYD V, lambang Rp ditulis rapat dengan angkanya: Rp5.000.000,00.
finding-R02 = Dalam isi tulis “persen”; dalam judul tulis “%” rapat dengan angkanya.
finding-R02-why = Kata “persen” lebih mudah dibaca dalam kalimat; lambang % untuk judul dan tabel.
finding-R03 = Tulis bilangan dalam satu kalimat secara seragam.
finding-R03-why = Menurut EYD V, bilangan yang dipakai berurutan ditulis dengan angka semuanya.
finding-R04 = Pisahkan ribuan dengan titik.
finding-R04-why = Menurut EYD V, titik memisahkan ribuan pada bilangan yang menyatakan jumlah, sehingga angka besar tidak salah baca.
finding-R05 = { $kind ->
    [differs] Angka dan kata bilangan berbeda; periksa mana yang benar.
   *[same] Bilangan tidak perlu ditulis dengan angka dan kata sekaligus.
}
finding-R05-why = Menurut EYD V, angka dan huruf bersamaan hanya untuk dokumen resmi seperti akta dan kuitansi.
finding-R06 = Jangan awali kalimat dengan angka.
finding-R06-why = Menurut EYD V, bilangan pada awal kalimat ditulis dengan huruf atau didahului kata seperti “sebanyak”.
finding-R07 = Jumlah { $parts } = { $sum }, bukan { $total }.
finding-R07-why = Rincian yang tidak sama dengan jumlahnya membuat pembaca meragukan seluruh data; periksa pada sumbernya.
finding-R08 = { $kind ->
    [zone] Sebutkan zona waktu: WIB, WITA, atau WIT.
   *[sign] Tulis waktu dengan titik: pukul 12.00 WIB.
}
finding-R08-why = Menurut EYD V, titik memisahkan jam dan menit; zona waktu perlu karena pembaca tinggal di tiga zona.
