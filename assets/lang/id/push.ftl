# Terbit ke tujuan: perintah destination, outbox dan push.

not-found-destination = Tidak ada tujuan terbit bernama “{ $name }”.
not-found-destination-hint = Lihat yang ada dengan “redaksi destination list”.
not-found-parcel = Kiriman “{ $name }” tidak ditemukan di kotak keluar.
not-found-parcel-hint = Lihat yang ada dengan “redaksi outbox”.
parcel-no-retry = Kiriman { $name } ({ $standing }) tidak dapat dicoba lagi: naskahnya tidak disetujui lagi, sudah ditarik, atau sudah digantikan kiriman yang lebih baru.
parcel-no-retry-hint = Lihat keadaannya dengan “redaksi outbox show { $name }”.
parcel-no-cancel = Kiriman { $name } ({ $standing }) tidak dapat dibatalkan: sudah selesai.
parcel-no-cancel-hint = Naskah yang sudah terbit ditarik dengan “redaksi withdraw”.
parcel-no-resolve = Kiriman { $name } ({ $standing }) tidak menunggu keputusan.
parcel-no-resolve-hint = Lihat keadaannya dengan “redaksi outbox show { $name }”.
secret-none = Kata kunci untuk tujuan “{ $name }” tidak ada di komputer ini.
secret-none-hint = Beri dengan “redaksi destination change { $name } --secret-file BERKAS”, atau sebut secret_command di redaksi.toml.
secret-empty = Kata kunci untuk tujuan “{ $name }” kosong.
secret-empty-hint = Beri satu baris yang berisi.
secret-too-long = Kata kunci untuk tujuan “{ $name }” lebih dari 4 KiB.
secret-too-long-hint = Periksa apakah berkas atau perintahnya benar.
secret-not-a-line = Kata kunci untuk tujuan “{ $name }” bukan satu baris teks.
secret-not-a-line-hint = Simpan kata kunci saja, dalam satu baris.
secret-no-command = Perintah untuk kata kunci “{ $name }” tidak dapat dijalankan.
secret-no-command-hint = Periksa secret_command di redaksi.toml.
secret-failed = Perintah untuk kata kunci “{ $name }” berakhir dengan galat.
secret-failed-hint = Jalankan sendiri perintahnya dan lihat apa yang kurang.
secret-silent = Perintah untuk kata kunci “{ $name }” tidak menjawab dalam 10 detik.
secret-silent-hint = Buka dahulu pengelola kata sandi Anda, lalu coba lagi.
secret-no-store = Redaksi ini dibuat tanpa penyimpanan kunci sistem, yang disebut redaksi.toml untuk “{ $name }”.
secret-no-store-hint = Hapus key_store dari redaksi.toml lalu beri rahasianya lewat berkas atau secret_command, atau bangun dengan fitur keyring.
secret-store = Penyimpanan kunci sistem tidak memberi atau menerima rahasia “{ $name }”.
secret-store-hint = Pastikan ia berjalan dan tidak terkunci, lalu coba lagi; atau hapus key_store dari redaksi.toml dan pakai berkas atau secret_command.
secret-path = Berkas kata kunci untuk “{ $name }” tidak dapat dibaca atau ditulis.
secret-path-hint = Berkas itu harus milik Anda, dan hanya Anda yang boleh membacanya (chmod 600).
secret-ask = Kata kunci untuk { $name }: 
invalid-url = Alamat “{ $value }” tidak dapat dipakai untuk tujuan ini: https, tanpa nama pengguna dan kata sandi di dalamnya.
usage-form-destination = huruf kecil a–z, angka dan tanda hubung, paling banyak 32, huruf di depan
invalid-destination = “{ $value }” bukan nama tujuan: huruf kecil a–z, angka dan tanda hubung, paling banyak 32, huruf di depan.
invalid-set = “{ $value }” bukan pengaturan tujuan: KUNCI=NILAI, kunci dengan huruf kecil; kata sandi tidak disimpan di sini.
invalid-kind = Jenis tujuan tidak dapat diganti menjadi { $value }; hapus tujuannya dan tambahkan lagi.

kind-wordpress = WordPress
kind-ghost = Ghost
kind-webhook = webhook
kind-folder = folder
kind-paste = lembar salin

operation-publish = terbitkan
operation-correct = ralat
operation-withdraw = tarik

standing-queued = antre
standing-looking = sedang diperiksa
standing-sending = sedang dikirim
standing-unknown = belum pasti
standing-waiting = menunggu dicoba lagi
standing-conflict = berbeda di sana
standing-refused = ditolak
standing-published = terbit
standing-visible = terbit, terlihat pembaca
standing-differs = di sana sudah berubah
standing-cancelled = dibatalkan

label-kind = Jenis
label-address = Alamat
label-destination = Tujuan
label-operation = Tugas
label-standing = Keadaan
label-attempts = Percobaan
label-next = Berikutnya
label-trouble = Kendala
label-queued = Masuk antrean
label-exchange = Percakapan

destination-none = Belum ada tujuan terbit. Tambahkan dengan “redaksi destination add”.
destination-added = Naskah yang disetujui mulai sekarang juga dikirim ke { $name }. Yang disetujui sebelumnya: “redaksi outbox queue NASKAH”.
destination-removed = { $count ->
   *[other] { $name } dihapus; { $count } kiriman dibatalkan. Yang sudah terbit di sana tetap ada di sana.
}
destination-ready = siap
destination-no-secret = tanpa kata kunci di komputer ini
outbox-empty = Kotak keluar kosong.
outbox-queued = { $count ->
   *[other] { $count } kiriman masuk antrean.
}
outbox-draft-reason = Disesuaikan dengan naskah yang tayang di situs.
outbox-draft-made = Kata-kata yang ada di sana kini menjadi draf { $article }; periksa dan ajukan untuk ditinjau.
outbox-draft-clashes = { $count ->
   *[other] Kedua naskah kini menyatu dalam draf { $article }; di { $count } tempat keduanya berdampingan. Periksa dan ajukan untuk ditinjau.
}
outbox-draft-same = Naskah { $article } sudah sama; tidak perlu draf.
outbox-draft-unread = Kata-kata di sana tidak dapat dibaca dari sini: pindahkan ke { $article } dengan tangan lewat “redaksi correct” bila hendak dipakai.
outbox-draft-none = Keputusannya tetap, tetapi draf { $article } tidak dibuat: { $why }
push-nothing = Tidak ada yang perlu dikirim sekarang.
push-next = Berikutnya pada { $at }.
push-late = { $article } terbit { $minutes } menit setelah waktunya.
push-some-not-there = { $count ->
   *[other] { $count } kiriman belum sampai.
}
push-some-not-there-hint = Lihat sebabnya dengan “redaksi outbox”; yang menunggu dicoba lagi oleh “redaksi push”.
