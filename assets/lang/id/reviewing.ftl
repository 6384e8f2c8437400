# Tinjauan, riwayat, perbandingan, dan naskah yang dipulihkan.

review-title = Tinjauan
review-by = Revisi { $revision } oleh { $author }, { $when }.
review-by-others = Turut menulis: { $all }.
review-this-one = Revisi inilah yang disetujui.
review-first = Naskah ini belum pernah disetujui.
review-changes = { $count ->
    [0] Tidak ada perubahan sejak revisi { $revision } yang disetujui; { $key } membandingkan.
   *[other] { $count } perubahan sejak revisi { $revision } yang disetujui; { $key } menampilkannya.
}
review-place = { $field }, paragraf { $paragraph }
review-unsaved = Ketikan yang belum disimpan tidak termasuk tinjauan ini.
review-moved = Naskah ini baru saja berubah. Mohon dibaca ulang.
review-nothing-before = Belum ada revisi yang disetujui sebagai pembanding.
review-has-errors = Ada kesalahan menurut meja redaksi; perbaiki dahulu.
review-sign-title = Setujui
review-sign = Anda menandatangani revisi { $revision } dari “{ $headline }” seperti tampil di halaman ini. Tanda tangan tidak dapat dibatalkan.
review-sign-back = Kembali ({ $key })
review-sign-do = { $key } menyetujui
review-decided-title = Selesai
review-decided = { $stage }: { $headline }
review-next = Berikutnya untuk ditinjau: { $headline }
review-next-do = Baca berikutnya ({ $key })
review-next-none = Tidak ada lagi yang menunggu tinjauan Anda.
review-next-none-do = Tutup ({ $key })

compare-same-body = Isi naskah sama.

history-title = Riwayat
history-changes = Revisi { $to } di samping { $from }
history-text = Revisi { $revision }
history-turn = naskah atau perubahan
history-restore = pulihkan
history-erased = Kata-kata revisi ini telah dihapus menurut hukum.
history-erased-word = dihapus
history-save-first = Simpan dahulu ketikan Anda; setelah itu revisi lama dapat dipulihkan.

conflict-title = Dua versi
conflict-what = { $author } menyimpan revisi { $revision } naskah ini { $when }, selagi Anda menulis. Kedua versi tetap ada, apa pun pilihan Anda.
conflict-merge = Gabungkan keduanya, lalu baca hasilnya
conflict-compare = Bandingkan keduanya
conflict-mine = Versi saya: berlaku sebagai revisi baru
conflict-theirs = Versi mereka: versi saya disimpan dalam berkas
conflict-later = Belum diputuskan. Naskah Anda tetap di sini; penyimpanan berikutnya bertanya lagi.
conflict-merged = Kedua versi sudah digabung. Baca naskahnya, lalu simpan.
conflict-merged-clashes = Kedua versi sudah digabung. { $count } tempat diubah oleh keduanya dan ditandai.
conflict-field = { $field }: isian Anda berlaku (“{ $mine }”); yang lain “{ $theirs }”.
conflict-set-aside = Versi Anda ada di { $path }
finding-Merged = Dua orang menulis di sini: “{ $mine }” dan “{ $theirs }”. Pilih salah satu.
finding-Merged-why = Kedua versi digabung, dan keduanya ada di tempat ini.

recover-title = Naskah belum tersimpan
recover-what = “{ $headline }”, ditulis { $person }, { $when }. { $count } tempat berubah dan belum disimpan.
recover-why-moved = Sejak itu artikelnya disimpan oleh orang lain.
recover-why-draft = Naskah ini tidak dapat dilanjutkan di artikelnya.
recover-damaged = Bagian akhirnya tidak terbaca.
recover-continue = Lanjutkan
recover-moved = Sandingkan dengan versi terbaru
recover-draft = Jadikan draf baru
recover-compare = Bandingkan sebelum dan sekarang
recover-discard = Buang; berkasnya disimpan 30 hari
recover-continued = Ketikan Anda kembali; belum disimpan sebagai revisi.
recover-drafted = Naskah yang dipulihkan menjadi draf baru.
recover-discarded = Dibuang. Berkasnya disimpan 30 hari.
recover-later = Belum diputuskan; akan ditawarkan lagi saat redaksi dibuka.
recover-more = { $count } naskah lagi menunggu; ditawarkan saat artikelnya dibuka.
recover-same = Naskah yang dipulihkan sudah ada di sini.
