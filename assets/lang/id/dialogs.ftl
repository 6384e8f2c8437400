# Pertanyaan, masuk, tur.

ask-cancel = Batal
ask-waits = Sebentar …
ask-new-line = Alt+Enter: baris baru. Enter: lanjut.
ask-needs-letter = Tekan { $key } untuk melakukannya; Enter saja tidak cukup.
ask-reason-none = Tuliskan dahulu.
ask-slug-title = Alamat halaman
ask-slug-about = Huruf kecil, angka, dan tanda hubung. Kosong: dibuat dari judul.
ask-slug-label = Slug:
ask-slug-do = Simpan
ask-slug-unfit = Hanya a–z, 0–9, dan tanda hubung di antaranya.
ask-slug-locked = Naskah ini sedang tidak dapat disunting.
ask-return-title = Kembalikan naskah
ask-return-about = Penulis melihat catatan ini di atas naskahnya.
ask-return-label = Apa yang perlu diperbaiki?
ask-return-do = Kembalikan
ask-schedule-title = Jadwalkan terbit
ask-schedule-about = Misalnya: besok 09.00, 22/11 08.30, 2 jam lagi.
ask-schedule-label = Terbit:
ask-schedule-do = Jadwalkan
ask-moment-none = Tulis hari dan jamnya.
ask-moment-unclear = Waktu ini belum dimengerti.
ask-moment-past = Waktu itu sudah lewat.
ask-correct-title = Koreksi naskah terbit
ask-correct-about = Halaman tetap terbit sampai koreksinya disetujui. Alasannya tampil di halaman.
ask-correct-label = Apa yang dikoreksi?
ask-correct-path = Beri alamat baru; yang lama mengarah ke sana
ask-correct-do = Buka koreksi
ask-withdraw-title = Tarik dari terbitan
ask-withdraw-about = Halaman diganti keterangan bahwa naskah ditarik. Yang sudah dibaca orang tidak dapat ditarik kembali.
ask-withdraw-label = Mengapa ditarik?
ask-withdraw-do = Tarik
ask-withdraw-key = t
ask-export-title = Ekspor halaman
ask-export-trial = Coba: tulis ke folder percobaan
ask-export-publish = Terbitkan: tulis dan catat
ask-due = { $count ->
    [0] Tidak ada naskah yang sudah waktunya; hanya situs ditulis ulang.
   *[other] { $count } naskah menjadi terbit:
}
ask-due-more = dan { $count } lagi
ask-due-looks = Melihat naskah mana yang sudah waktunya…
ask-export-final = Yang terbit menjadi publik dan tercatat; ini tidak dapat diurungkan.
ask-export-do = Tulis
ask-publish-do = Terbitkan
ask-publish-key = t

unlock-title = Sunting naskah ini?
unlock-submitted = Naskah ini sedang ditinjau. Menyunting mengembalikannya menjadi draf.
unlock-approved = Naskah ini sudah disetujui. Menyunting membatalkan persetujuan itu dan mengembalikannya menjadi draf.
unlock-scheduled = Naskah ini sudah dijadwalkan. Menyunting membatalkan persetujuan dan jadwalnya.
unlock-leave = Biarkan
unlock-do = Sunting
unlock-key = s

leaving-title = Naskah belum tersimpan
leaving-kept = Ketikan Anda ada di jurnal dan akan ditawarkan lagi ketika redaksi dibuka.
leaving-lost = Jurnal ketikan juga gagal ditulis: yang belum tersimpan akan hilang.
leaving-stay = Tetap di sini
leaving-do = Keluar juga

arrival-title = Buat naskah dari tempelan?
arrival-words = { $count } kata. Awalnya:
arrival-do = Buat naskah
arrival-path-title = Impor berkas
arrival-path-about = Teks, Markdown, HTML, Word, atau JSON. Beberapa berkas dipisah spasi; ~ berarti folder rumah.
arrival-path-label = Berkas:

sign-in-title = Masuk
sign-in-nobody = Tidak ada orang yang dapat masuk di meja ini.
sign-in-passphrase = Kata sandi:
sign-in-do = Masuk
lock-title = Terkunci
lock-about = Naskah disembunyikan. Orang lain boleh masuk dengan namanya sendiri.
lock-do = Buka

setup-title = Meja baru: { $number } dari 3
setup-about = Selamat datang. Tiga pertanyaan, lalu meja siap dipakai. Belum ada yang dibuat sebelum jawaban terakhir.
setup-name = Nama Anda:
setup-short-name = Nama untuk masuk: { $name }
setup-name-none = Tulis nama Anda.
setup-quit-hint = { $key } untuk keluar tanpa membuat meja.
setup-office-about = Keduanya tampil di halaman dan titimangsa.
setup-office = Kantor:
setup-place = Kota:
setup-office-none = Tulis nama kantor.
setup-place-none = Tulis nama kota.
setup-zone = Zona waktu:
setup-zone-none = Tidak ada zona waktu yang cocok.
setup-where = Meja dibuat di { $place }, tanpa kata sandi. Kata sandi: redaksi person passphrase.
setup-next = Lanjut
setup-back = Kembali
setup-do = Buat meja

tour-open = Buka. Pilih draf di daftar dengan panah lalu tekan { $open }. ({ $close } menutup tur)
tour-edit = Sunting. Ketik di dalam naskah; setiap ketikan langsung tersimpan.
tour-findings = Periksa. { $next } ke temuan berikutnya, { $fix } memperbaikinya, sampai tidak ada galat.
tour-submit = Ajukan. Tekan { $submit }: naskah masuk ke daftar peninjau.
tour-switch = Ganti orang. { $palette }, ketik “{ $switch }”, lalu masuk sebagai nur: penulis tidak menyetujui tulisannya sendiri.
tour-approve = Setujui. { $review } membuka daftar Tinjau; buka naskah itu dengan { $open }, baca, lalu tekan { $yes }.
tour-export = Terbitkan. { $palette }, ketik “{ $export }”, pilih terbitkan. Yang disetujui menjadi halaman.
tour-end = Selesai: masuk, diperiksa, ditinjau orang lain, terbit. { $close } menutup tur; bantuan ada di { $menu }.
tour-closed = Tur ditutup; { $key } melanjutkannya.

# Naskah seperti dulu.
earlier-title = Sebelum ini
earlier-about = Menampilkan naskah seperti dulu, dan apa yang berubah bila diambil kembali.
earlier-label = Seberapa lama lalu
earlier-how = 10 menit, sejam lalu, 09.30, kemarin 14.05, 5 langkah, awal
earlier-unclear = Ini bukan waktu yang sudah lewat. Coba “10 menit”, “09.30”, atau “5 langkah”.
earlier-lost = Jalan kembali ke sana rusak; naskah tetap seperti sekarang.
earlier-oldest = yang paling awal diketahui
earlier-name = { $clock } ({ $near })
earlier-do = Tampilkan
earlier-page = { $name }: yang berubah bila diambil
earlier-take = ambil
earlier-before = lebih awal
earlier-after = lebih baru
earlier-same = Naskah waktu itu sama dengan sekarang.
earlier-taken = Naskah { $name } kembali; urung membatalkannya.
earlier-none = Belum ada yang diubah di naskah ini.
earlier-moved = Naskah berubah sementara itu; tanyakan lagi.
